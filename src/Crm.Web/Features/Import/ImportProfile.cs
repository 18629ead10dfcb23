using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>How the files of another system are read: a readable JSON file.</summary>
internal sealed partial record ImportProfile(string Name, string Currency, string DealType, IReadOnlyDictionary<string, ImportKind> Kinds)
{
    public const string Teams = "teams", Customers = "customers", Products = "products", Deals = "deals", Documents = "documents";

    /// <summary>What is imported later may name what was imported before.</summary>
    public static readonly IReadOnlyList<string> Order = [Teams, Customers, Products, Deals, Documents];

    public ImportFormat Format { get; init; } = new();

    /// <summary>By the other system's word for a stage.</summary>
    public IReadOnlyDictionary<string, ImportPlace> Stages { get; init; } = new Dictionary<string, ImportPlace>();

    /// <summary>Itself when it can be used, otherwise a refusal that names what is wrong.</summary>
    public ImportProfile Checked()
    {
        if (!Named().IsMatch(Name)) throw DomainException.For("GEN-003", "name", Name);
        if (!Money.IsCurrency(Currency)) throw DomainException.For("GEN-003", "currency", Currency);
        Format.Checked();
        if (Kinds.Count == 0) throw DomainException.For("GEN-012", "kinds", "kinds");
        foreach (var (code, kind) in Kinds)
        {
            if (!ImportField.IsKind(code)) throw DomainException.For("GEN-002", code, code);
            var known = ImportField.Of(code);
            if (kind.Columns.Keys.FirstOrDefault(field => known.All(f => f.Name != field)) is { } unknown) throw DomainException.For("GEN-002", unknown, unknown);
            if (known.FirstOrDefault(f => f.IsRequired && !kind.Columns.ContainsKey(f.Name)) is { } missing)
                throw DomainException.For("GEN-012", missing.Name, missing.Name);
        }
        if (Kinds.ContainsKey(Deals) && Stages.Count == 0) throw DomainException.For("GEN-012", "stages", "stages");
        return this;
    }

    /// <summary>The kind a file belongs to, by its name; the name in the profile may have <c>*</c>.</summary>
    public string KindOf(string fileName) =>
        Kinds.Where(k => FileSystemName.MatchesSimpleExpression(k.Value.File, fileName)).Select(k => k.Key).FirstOrDefault()
        ?? throw CsvSheet.Unreadable(fileName, "the profile knows no file of this name", "в настройке нет файла с таким именем");

    [GeneratedRegex("^[a-zа-яё0-9][a-zа-яё0-9-]{0,59}$")]
    private static partial Regex Named();
}
