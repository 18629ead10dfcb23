using System.Text;
using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>An uploaded file while a person says what its columns are.</summary>
public sealed class FileDraft
{
    private const int SampleRows = 3, MostWords = 60;
    private readonly ImportFile file;

    internal FileDraft(ImportFile file) => this.file = file;

    internal ImportFile File => file;
    public string Kind { get; set; } = "";
    public IReadOnlyList<string> Header { get; private set; } = [];
    public IReadOnlyList<string[]> Samples { get; private set; } = [];

    /// <summary>The separator that this file seems to have, where the chosen one leaves a row in one piece.</summary>
    public string? Otherwise { get; private set; }

    /// <summary>Columns that the profile reads and this file has not.</summary>
    public IReadOnlyList<string> Absent { get; private set; } = [];

    /// <summary>Column by field.</summary>
    public Dictionary<string, string> Columns { get; private set; } = [];
    internal List<AliasDraft> Aliases { get; private set; } = [];

    /// <summary>Reads the header and the first rows; what is no such file is refused.</summary>
    internal async Task Read(ImportFormat format, CancellationToken cancellation = default)
    {
        await using var stream = await CsvText.Open(file, cancellation);
        using var csv = CsvText.Reader(stream, format);
        if (!await CsvText.Next(csv, file, format)) throw CsvSheet.Unreadable(file.Name, "the file is empty", "файл пуст");
        Header = [.. (csv.Parser.Record ?? []).Select(h => h.Trim())];
        var rows = new List<string[]>();
        while (rows.Count < SampleRows && await CsvText.Next(csv, file, format)) rows.Add(csv.Parser.Record ?? []);
        Samples = rows.Count > 0 ? rows : throw CsvSheet.Unreadable(file.Name, "the file has no rows", "в файле нет строк");
        Otherwise = Header is [var whole] && Parts(whole) is { } parts ? parts : null;
        foreach (var (field, column) in Columns.ToList())
            if (!Header.Contains(column)) Columns.Remove(field);
    }

    /// <summary>The separator that the first line has most of.</summary>
    public async Task<string> GuessDelimiter(string known, CancellationToken cancellation = default)
    {
        await using var stream = await CsvText.Open(file, cancellation);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var line = await reader.ReadLineAsync(cancellation) ?? "";
        return line.Contains(known, StringComparison.Ordinal) ? known : Parts(line) ?? known;
    }

    private static string? Parts(string line) =>
        ImportFormat.Delimiters.MaxBy(d => line.Split(d).Length) is { } best && line.Contains(best, StringComparison.Ordinal) ? best : null;

    internal void Take(string code, ImportKind? kind)
    {
        Kind = code;
        Columns = kind is null ? [] : kind.Columns.Where(c => Header.Contains(c.Value)).ToDictionary();
        Absent = kind is null ? [] : [.. kind.Columns.Values.Where(c => !Header.Contains(c)).Distinct()];
        Aliases = kind is null ? [] : [.. kind.Aliases.SelectMany(a => a.Value.Select(v => new AliasDraft { Field = a.Key, From = v.Key, To = v.Value }))];
        foreach (var field in ImportField.Of(code).Where(f => !Columns.ContainsKey(f.Name)))
            if (Header.FirstOrDefault(h => string.Equals(h.Replace("_", ""), field.Name, StringComparison.OrdinalIgnoreCase)) is { } same) Columns[field.Name] = same;
    }

    public void Map(string field, string? column)
    {
        if (string.IsNullOrEmpty(column)) Columns.Remove(field);
        else Columns[field] = column;
    }

    public string Sample(string field) => Columns.TryGetValue(field, out var column) && Header.ToList().IndexOf(column) is >= 0 and var place
        ? string.Join(" · ", Samples.Select(row => place < row.Length ? row[place] : "").Where(value => value.Length > 0).Distinct())
        : "";

    /// <summary>The different words in the column of a field. Broken letters end the look: the run refuses them with the file's name.</summary>
    internal async Task<IReadOnlyList<string>> Words(string field, ImportFormat format, CancellationToken cancellation = default)
    {
        if (!Columns.TryGetValue(field, out var column)) return [];
        await using var stream = await CsvText.Open(file, cancellation);
        using var csv = CsvText.Reader(stream, format);
        var place = Header.ToList().IndexOf(column);
        var words = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            await CsvText.Next(csv, file, format);
            while (words.Count < MostWords && await CsvText.Next(csv, file, format))
                if (csv.Parser.Record is { } row && place < row.Length && row[place].Trim() is { Length: > 0 } word) words.Add(word);
        }
        catch (DomainException)
        {
            return [.. words];
        }
        return [.. words];
    }

    internal ImportKind Built() => new(file.Name, Columns)
    {
        Ignored = [.. Header.Where(h => !Columns.ContainsValue(h))],
        Aliases = Aliases.Where(a => a is { Field.Length: > 0, From.Length: > 0, To.Length: > 0 } && Columns.ContainsKey(a.Field)).GroupBy(a => a.Field)
            .ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, string>)g.GroupBy(a => a.From).ToDictionary(a => a.Key, a => a.Last().To)),
    };

    public IReadOnlyList<string> Lacking => [.. ImportField.Of(Kind).Where(f => f.IsRequired && !Columns.ContainsKey(f.Name)).Select(f => f.Name)];
}
