using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>Uploaded files, kept for a day in a folder of their own per visit.</summary>
internal sealed class ImportUploads(ImportSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static string Root => Path.Combine(Path.GetTempPath(), "crmflow-imports");

    public long LargestFile => settings.LargestFile;

    public string NewFolder()
    {
        Sweep();
        var folder = Path.Combine(Root, Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Streams a file to disk; its own name is only a name, never a path.</summary>
    public async Task<ImportFile> Keep(string folder, string name, Stream content, CancellationToken cancellation = default)
    {
        var file = new ImportFile(Path.Combine(folder, $"{Guid.CreateVersion7():N}.csv"), Path.GetFileName(name));
        await using var target = File.Create(file.Path);
        await content.CopyToAsync(target, cancellation);
        if (target.Length > LargestFile) throw new DomainException("GEN-014", Shown(LargestFile));
        return file;
    }

    public static LocalText Shown(long bytes) => new($"{bytes / (1024 * 1024)} MiB", $"{bytes / (1024 * 1024)} МиБ");

    private void Sweep()
    {
        if (!Directory.Exists(Root)) return;
        foreach (var folder in new DirectoryInfo(Root).EnumerateDirectories())
            if (clock.GetUtcNow() - folder.LastWriteTimeUtc > Kept) folder.Delete(recursive: true);
    }
}
