using System.Globalization;

namespace Crm.Domain.Deals;

/// <summary>A field of a deal that gates may name, with the type of its values.</summary>
public sealed class DealField
{
    private static readonly DealField[] All =
    [
        new("name", typeof(string), d => Text(d.Name)),
        new("comment", typeof(string), d => Text(d.Comment)),
        new("currency", typeof(string), d => d.Currency),
        new("customer", typeof(Guid), d => d.CustomerId),
        new("product", typeof(Guid), d => d.ProductId),
        new("adChannel", typeof(Guid), d => d.AdChannelId),
        new("owner", typeof(Guid), d => d.OwnerId),
        new("expectedCloseOn", typeof(DateOnly), d => d.ExpectedCloseOn),
        // Nothing wanted is nothing filled in.
        new("potential", typeof(decimal), d => d.Potential > 0 ? (decimal)d.Potential : null),
        new("probability", typeof(decimal), d => d.ProbabilityPct is { } pct ? (decimal)pct : null),
        new("noCompetitorKnown", typeof(bool), d => d.NoCompetitorKnown ? true : null),
    ];

    private readonly Type type;
    private readonly Func<Deal, object?> read;

    private DealField(string name, Type type, Func<Deal, object?> read) => (Name, this.type, this.read) = (name, type, read);

    public string Name { get; }
    public bool IsText => type == typeof(string);

    /// <summary>Less and more mean something.</summary>
    public bool HasOrder => type == typeof(decimal) || type == typeof(DateOnly);

    public static IEnumerable<string> Names => All.Select(f => f.Name);

    public static DealField? Find(string name) => Array.Find(All, f => f.Name == name);

    /// <summary>The value; null when the field is empty. Potential in minor units.</summary>
    public object? Read(Deal deal) => read(deal);

    public bool TryParse(string text, out object value)
    {
        var culture = CultureInfo.InvariantCulture;
        value = text;
        if (type == typeof(decimal)) return Taken(decimal.TryParse(text, NumberStyles.Number, culture, out var number), number, out value);
        if (type == typeof(DateOnly)) return Taken(DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var day), day, out value);
        if (type == typeof(Guid)) return Taken(Guid.TryParse(text, out var id), id, out value);
        return type != typeof(bool) || Taken(bool.TryParse(text, out var flag), flag, out value);
    }

    internal int Compare(object actual, object wanted) =>
        IsText ? string.Compare((string)actual, (string)wanted, StringComparison.OrdinalIgnoreCase) : ((IComparable)actual).CompareTo(wanted);

    internal static string Spell(object value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static bool Taken<T>(bool parsed, T read, out object value) where T : notnull
    {
        value = read;
        return parsed;
    }

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
