using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Crm.Testing;

/// <summary>What the fixtures need from the operating system: commands, ports and the repository's own folder.</summary>
public static class Machine
{
    private static readonly Lazy<string> Root = new(FindRepository);

    public static string Repository => Root.Value;

    public static string Artifacts(params string[] parts)
    {
        var folder = Path.Combine([Repository, "artifacts", .. parts]);
        Directory.CreateDirectory(folder);
        return folder;
    }

    public static bool IsRoot => OperatingSystem.IsLinux() && Environment.UserName == "root";

    // CI has everything: there a missing program is a failure, elsewhere a skipped test with its reason.
    public static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<string> RunAsync(string file, IEnumerable<string> arguments, CancellationToken cancel = default)
    {
        using var process = new Process { StartInfo = Quiet(file, arguments) };
        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {await errors}{await output}");
    }

    /// <summary>Tries until it holds. Only for other processes; what runs in this one is driven by the test's clock.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> holds, TimeSpan within, CancellationToken cancel = default)
    {
        var started = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            if (await holds())
                return true;
        }
        while (started.Elapsed < within && await tick.WaitForNextTickAsync(cancel));
        return false;
    }

    public static Exception Missing(string what) =>
        IsCi ? new InvalidOperationException(what) : Xunit.Sdk.SkipException.ForSkip(what);

    private static ProcessStartInfo Quiet(string file, IEnumerable<string> arguments) => new(file, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmFlow.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("CrmFlow.sln was not found above " + AppContext.BaseDirectory);
    }
}
