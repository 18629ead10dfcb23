using System.Text.RegularExpressions;

namespace Crm.Testing;

/// <summary>Finds what is left in English, or written in mixed letters, where a Russian text should stand.</summary>
public static partial class LatinWords
{
    // Written in Latin letters in a Russian text as well: the product's name, file formats, keys, currencies, the other language.
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "CrmFlow", "CSV", "XML", "UTF", "API", "URL", "Ctrl", "Enter", "Esc", "Shift", "Alt", "Tab", "RUB", "EUR", "USD", "English",
    };

    /// <param name="text">What a person reads.</param>
    /// <param name="names">Names of people, companies and things that somebody typed in.</param>
    /// <returns>Every other word with a Latin letter, with the line that it stands in.</returns>
    public static IReadOnlyList<string> In(string text, IEnumerable<string>? names = null)
    {
        var known = (names ?? []).Where(name => Word().IsMatch(name)).OrderByDescending(name => name.Length).Select(Whole).ToList();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(line => Of(line, known).Select(word => $"{word}: {Short(line)}")).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Of(string line, IReadOnlyList<Regex> names)
    {
        if (!Word().IsMatch(line)) return [];
        var rest = Address().Replace(line, " ");
        foreach (var name in names) rest = name.Replace(rest, " ");
        return Word().Matches(Code().Replace(rest, " ")).Select(found => found.Value).Where(word => !Allowed.Contains(word));
    }

    private static Regex Whole(string name) => new($@"(?<![\p{{L}}\d]){Regex.Escape(name.Trim())}(?![\p{{L}}\d])", RegexOptions.CultureInvariant);

    private static string Short(string line) => line.Length <= 120 ? line : line[..120] + "…";

    // A run of at least two letters with a Latin one: "Deal", and "Cделка" with a Latin C.
    [GeneratedRegex(@"\p{L}*[A-Za-z]\p{L}+|\p{L}+[A-Za-z]\p{L}*")]
    private static partial Regex Word();

    // Mail and web addresses, names of time zones.
    [GeneratedRegex(@"[\w.+-]+@[\w.-]+|https?://\S+|\b[A-Z][A-Za-z]+(?:/[A-Za-z0-9_+-]+)+")]
    private static partial Regex Address();

    // Numbers of deals and papers, gates, errors (D-000001, G7.1, DEAL-005) and long hexadecimal marks.
    [GeneratedRegex(@"\b[A-Z]{1,6}-?\d+(?:\.\d+)*\b|\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b")]
    private static partial Regex Code();
}
