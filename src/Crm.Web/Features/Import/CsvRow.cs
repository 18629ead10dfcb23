namespace Crm.Web.Features.Import;

/// <summary>One line of a file, read by field.</summary>
internal sealed class CsvRow(int number, string[] values, IReadOnlyDictionary<string, int> places, ImportKind kind, bool isWhole)
{
    /// <summary>The line in the file, the header is 1.</summary>
    public int Number => number;

    /// <summary>As many values as the header has columns.</summary>
    public bool IsWhole => isWhole;

    /// <summary>What the file says; null where it says nothing.</summary>
    public string? Raw(string field) => values[places[field]].Trim() is { Length: > 0 } text ? text : null;

    /// <summary>What it means by the profile.</summary>
    public string? this[string field] => Raw(field) is { } raw ? Alias(field, raw) ?? raw : null;

    public string? AliasOf(string field) => Raw(field) is { } raw ? Alias(field, raw) : null;

    private string? Alias(string field, string raw) =>
        kind.Aliases.TryGetValue(field, out var aliases) ? aliases.GetValueOrDefault(raw) : null;
}
