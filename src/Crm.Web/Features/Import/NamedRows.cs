using System.Runtime.CompilerServices;
using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>
/// The rows of a list whose members go by a key, else by a name: what is wrong, twice or there already is told apart from what is new.
/// </summary>
internal sealed class NamedRows(CsvSheet sheet, Dictionary<string, Guid> known, (string Field, int Most)[] limits, Func<CsvRow, Refusal?>? more = null)
{
    private readonly HashSet<string> seen = [];

    public static string KeyOf(CsvRow line) => line["key"] ?? line["name"]!;

    public async IAsyncEnumerable<CsvRow> New(ImportFindings findings, [EnumeratorCancellation] CancellationToken cancellation)
    {
        seen.Clear();
        sheet.Tally.Restart();
        await foreach (var line in sheet.Rows(cancellation))
        {
            sheet.Tally.Read++;
            if (Problem(line) is { } problem) findings.Refuse(sheet, line, problem);
            else if (!seen.Add(KeyOf(line))) findings.Refuse(sheet, line, RowFault.Twice(KeyOf(line)));
            else if (known.TryGetValue(KeyOf(line), out var id) && id != Guid.Empty) sheet.Tally.There++;
            else yield return line;
        }
    }

    /// <summary>It will be there: the rows after it may name it.</summary>
    public void Expect(CsvRow line)
    {
        known.TryAdd(line["name"]!, Guid.Empty);
        known.TryAdd(KeyOf(line), Guid.Empty);
    }

    public void Keep(CsvRow line, Guid id)
    {
        known[KeyOf(line)] = id;
        if (known.GetValueOrDefault(line["name"]!) == Guid.Empty) known[line["name"]!] = id;
    }

    public void Forget(CsvRow line)
    {
        known.Remove(KeyOf(line));
        known.Remove(line["name"]!);
    }

    private Refusal? Problem(CsvRow line)
    {
        if (!line.IsWhole) return RowFault.Torn;
        if (line["name"] is null) return RowFault.Missing(line.Column("name"));
        foreach (var (field, most) in limits)
            if (line[field]?.Length > most) return RowFault.TooLong(line.Column(field), most);
        return more?.Invoke(line);
    }
}
