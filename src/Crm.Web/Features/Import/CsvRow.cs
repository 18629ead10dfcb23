namespace Crm.Web.Features.Import;

/// <summary>One line of a file, read by field.</summary>
internal sealed class CsvRow(int number, string[] values, IReadOnlyDictionary<string, int> places, ImportKind kind, ImportFormat format, bool isWhole)
{
    /// <summary>The line in the file, the header is 1.</summary>
    public int Line => number;

    /// <summary>As many values as the header has columns.</summary>
    public bool IsWhole => isWhole;
    public IReadOnlyList<string> Values => values;

    /// <summary>What the file says; null where it says nothing or has no such column.</summary>
    public string? Raw(string field) =>
        places.TryGetValue(field, out var place) && place < values.Length && values[place].Trim() is { Length: > 0 } text ? text : null;

    /// <summary>What it means by the profile.</summary>
    public string? this[string field] => Raw(field) is { } raw ? Alias(field, raw) ?? raw : null;

    public string? AliasOf(string field) => Raw(field) is { } raw ? Alias(field, raw) : null;

    public bool Has(string field) => places.ContainsKey(field);

    public DateOnly? Day(string field) => format.Day(this[field]);

    public decimal? Number(string field) => format.Number(this[field]);

    /// <summary>How the file calls a field.</summary>
    public string Column(string field) => kind.Columns.GetValueOrDefault(field) ?? field;

    private string? Alias(string field, string raw) =>
        kind.Aliases.TryGetValue(field, out var aliases) ? aliases.GetValueOrDefault(raw) : null;
}
