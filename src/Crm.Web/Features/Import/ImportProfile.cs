using System.Text.Json;
using Crm.Domain;
using Crm.Web.Hosting;

namespace Crm.Web.Features.Import;

/// <summary>How the files of another system are read: a readable JSON file beside the program.</summary>
internal sealed record ImportProfile(string Name, string Currency, string DealType, IReadOnlyDictionary<string, ImportKind> Kinds,
    IReadOnlyDictionary<string, ImportPlace> Stages)
{
    public const string Teams = "teams", Customers = "customers", Products = "products", Deals = "deals";

    private static readonly Dictionary<string, string[]> Fields = new()
    {
        [Teams] = ["agent", "manager", "office"],
        [Customers] = ["name", "industry", "region", "size", "parent"],
        [Products] = ["name", "series", "price"],
        [Deals] = ["key", "agent", "product", "customer", "stage", "openedOn", "closedOn", "amount"],
    };

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Features", "Import", "Profiles");

    /// <param name="nameOrFile">A shipped profile by name, or the path of one's own.</param>
    public static async Task<ImportProfile> Load(string nameOrFile, CancellationToken cancellation = default)
    {
        var file = nameOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? nameOrFile : Path.Combine(Folder, nameOrFile + ".json");
        if (!File.Exists(file)) throw Unusable(nameOrFile);
        try
        {
            await using var stream = File.OpenRead(file);
            var profile = await JsonSerializer.DeserializeAsync<ImportProfile>(stream, Json.Options, cancellation) ?? throw Unusable(nameOrFile);
            foreach (var (kind, map) in profile.Kinds)
            {
                var known = Fields.GetValueOrDefault(kind) ?? throw DomainException.For("GEN-002", kind, kind);
                if (map.Columns.Keys.FirstOrDefault(field => !known.Contains(field)) is { } unknown) throw DomainException.For("GEN-002", unknown, unknown);
                if (known.FirstOrDefault(field => !map.Columns.ContainsKey(field)) is { } missing) throw DomainException.For("GEN-012", missing, missing);
            }
            return profile;
        }
        catch (JsonException)
        {
            throw Unusable(nameOrFile);
        }
    }

    /// <summary>The kind a file belongs to, by its name.</summary>
    public (string Code, ImportKind Kind) KindOf(string file)
    {
        foreach (var (code, kind) in Kinds)
            if (string.Equals(kind.File, Path.GetFileName(file), StringComparison.OrdinalIgnoreCase)) return (code, kind);
        throw CsvSheet.Unreadable(file, "the profile knows no file of this name", "в настройке нет файла с таким именем");
    }

    private static DomainException Unusable(string name) => CsvSheet.Unreadable(name, "this is no import profile", "это не настройка загрузки");
}
