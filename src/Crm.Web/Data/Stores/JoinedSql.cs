using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Crm.Web.Data.Stores;

/// <summary>
/// Several statements of PostgreSQL as one, so that the server parses, binds and answers once. Texts are few and kept: what a command
/// writes depends on its kind, not on its values.
/// </summary>
internal sealed partial class JoinedSql
{
    private const int Kept = 2_000;
    private readonly ConcurrentDictionary<string[], string> known = new(new SameTexts());
    private readonly Func<IReadOnlyList<string>, string> join;

    private JoinedSql(Func<IReadOnlyList<string>, string> join) => this.join = join;

    /// <summary>Each part has to touch exactly one row: otherwise the statement fails with a division by zero, and the transaction with it.</summary>
    public static JoinedSql Checked { get; } = new(parts =>
        $"WITH {string.Join(", ", parts.Select((part, i) => $"p{i} AS ({part} RETURNING 1)"))} "
        + $"SELECT 1 / CASE WHEN {string.Join(" AND ", parts.Select((_, i) => $"(SELECT COUNT(*) FROM p{i}) = 1"))} THEN 1 ELSE 0 END");

    public static JoinedSql Together { get; } = new(parts => parts.Count == 1 ? parts[0]
        : $"WITH {string.Join(", ", parts.SkipLast(1).Select((part, i) => $"p{i} AS ({part})"))} {parts[^1]}");

    /// <param name="parts">Each numbers its parameters from one; in the joined text they count on.</param>
    public string Of(string[] parts)
    {
        if (known.TryGetValue(parts, out var text)) return text;
        if (known.Count >= Kept) known.Clear();
        return known[parts] = join(Numbered(parts));
    }

    private static List<string> Numbered(string[] parts)
    {
        var numbered = new List<string>();
        var before = 0;
        foreach (var part in parts)
        {
            var (shift, last) = (before, 0);
            numbered.Add(Parameter().Replace(part, match =>
            {
                var number = int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture);
                last = Math.Max(last, number);
                return "$" + (number + shift).ToString(CultureInfo.InvariantCulture);
            }));
            before += last;
        }
        return numbered;
    }

    [GeneratedRegex(@"\$\d+")]
    private static partial Regex Parameter();

    private sealed class SameTexts : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(string[] texts)
        {
            var hash = new HashCode();
            foreach (var text in texts) hash.Add(text);
            return hash.ToHashCode();
        }
    }
}
