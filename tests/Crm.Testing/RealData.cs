namespace Crm.Testing;

/// <summary>Records of real organisations in the folder named by <c>CRMFLOW_DATA</c>; they are no part of this repository.</summary>
public static class RealData
{
    public const string Variable = "CRMFLOW_DATA";

    private static string? Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;

    /// <returns>The full path; a test is skipped with the reason where the folder is missing, and fails in CI.</returns>
    public static string File(params string[] parts)
    {
        var folder = Folder ?? throw Machine.Missing($"{Variable} does not name a folder with the real data");
        var path = Path.Combine([folder, .. parts]);
        return System.IO.File.Exists(path) ? path : throw new FileNotFoundException("The real data have no such file", path);
    }
}
