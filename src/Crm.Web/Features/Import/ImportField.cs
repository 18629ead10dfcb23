namespace Crm.Web.Features.Import;

/// <summary>What a column of a file can be.</summary>
internal sealed record ImportField(string Name, bool IsRequired = false)
{
    private static readonly Dictionary<string, ImportField[]> Known = new()
    {
        [ImportProfile.Teams] = [new("agent", true), new("manager", true), new("office", true)],
        [ImportProfile.Customers] = [new("name", true), new("key"), new("industry"), new("region"), new("size"), new("parent"), new("taxId"), new("domain")],
        [ImportProfile.Products] = [new("name", true), new("price", true), new("key"), new("series"), new("unit")],
        [ImportProfile.Deals] =
        [
            new("key", true), new("stage", true), new("name"), new("agent"), new("customer"), new("product"), new("openedOn"), new("closedOn"), new("amount"),
        ],
        [ImportProfile.Documents] =
        [
            new("kind", true), new("number", true), new("date", true), new("key"), new("status"), new("customer"), new("deal"), new("product"), new("quantity"),
            new("price"), new("amount"),
        ],
    };

    public static IReadOnlyList<ImportField> Of(string kind) => Known.GetValueOrDefault(kind) ?? [];

    public static bool IsKind(string kind) => Known.ContainsKey(kind);
}
