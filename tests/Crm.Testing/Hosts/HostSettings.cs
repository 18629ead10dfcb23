namespace Crm.Testing;

/// <summary>What every host under test is told, in this process or in its own.</summary>
internal static class HostSettings
{
    public static string ContentRoot => Path.Combine(Machine.Repository, "src", "Crm.Web");

    // The host's own output, built with the same configuration as the tests.
    public static string Executable
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(ContentRoot, "bin", output.Parent!.Name, output.Name, "Crm.Web.dll");
        }
    }

    public static IReadOnlyDictionary<string, string?> Quiet { get; } = new Dictionary<string, string?>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Error",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        // Twelve months of deals take seconds to play; a test that shows them asks for them.
        ["Demo"] = "false",
        // A test advances its clock and runs what is due by hand, or asks for the jobs.
        ["Jobs:Enabled"] = "false",
        // A suite signs in more often in a minute than people do; a test of a limit sets it low again.
        ["Security:SignInPerAccount"] = "10000",
        ["Security:SignInPerAddress"] = "10000",
        ["Security:ApiPerClient"] = "1000000",
        ["Security:UnsafePerSession"] = "1000000",
    };
}
