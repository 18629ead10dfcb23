using System.Text.Json;
using Crm.Domain;
using Crm.Web.Hosting;

namespace Crm.Web.Features.Import;

/// <summary>Profiles on disk: the shipped ones beside the program, and the saved ones, which win where names are equal.</summary>
internal sealed class ImportProfiles(ImportSettings settings)
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "Features", "Import", "Profiles");

    public IReadOnlyList<string> Names() =>
        [.. Files(Shipped).Concat(Files(settings.Folder!)).Select(f => Path.GetFileNameWithoutExtension(f)!).Distinct().Order(StringComparer.Ordinal)];

    public bool IsSaved(string name) => File.Exists(Path.Combine(settings.Folder!, name + ".json"));

    /// <param name="nameOrFile">A profile by name, or the path of one's own.</param>
    public async Task<ImportProfile> Load(string nameOrFile, CancellationToken cancellation = default)
    {
        var file = nameOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? nameOrFile : PathOf(nameOrFile);
        if (!File.Exists(file)) throw Unusable(nameOrFile);
        await using var stream = File.OpenRead(file);
        return await Read(stream, nameOrFile, cancellation);
    }

    /// <summary>By name alone: what a person or a program names must not become a path.</summary>
    public async Task<ImportProfile> Find(string name, CancellationToken cancellation = default) =>
        Names().Contains(name) ? await Load(name, cancellation) : throw new DomainException("GEN-008");

    public static async Task<ImportProfile> Read(Stream stream, string name, CancellationToken cancellation = default)
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<ImportProfile>(stream, Json.Options, cancellation) ?? throw Unusable(name)).Checked();
        }
        catch (JsonException)
        {
            throw Unusable(name);
        }
    }

    public async Task Save(ImportProfile profile, CancellationToken cancellation = default)
    {
        profile.Checked();
        Directory.CreateDirectory(settings.Folder!);
        var file = Path.Combine(settings.Folder!, profile.Name + ".json");
        // Written beside and moved: a reader sees the old profile or the new one, never half of it.
        var draft = $"{file}.{Guid.CreateVersion7():N}";
        await File.WriteAllBytesAsync(draft, Bytes(profile), cancellation);
        File.Move(draft, file, overwrite: true);
    }

    public static byte[] Bytes(ImportProfile profile) => JsonSerializer.SerializeToUtf8Bytes(profile, Readable);

    private string PathOf(string name) => IsSaved(name) ? Path.Combine(settings.Folder!, name + ".json") : Path.Combine(Shipped, name + ".json");

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [];

    private static DomainException Unusable(string name) => CsvSheet.Unreadable(Path.GetFileName(name), "this is no import profile", "это не настройка загрузки");
}
