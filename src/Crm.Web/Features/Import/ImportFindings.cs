namespace Crm.Web.Features.Import;

/// <summary>What an import noticed: refused rows by line, and peculiarities by name with their number.</summary>
internal sealed class ImportFindings
{
    private const int KeptErrors = 1000, KeptLines = 5;
    private readonly List<string> errors = [];
    private readonly Dictionary<string, (int Count, List<int> Lines)> notes = [];

    public int Refused { get; private set; }
    public IReadOnlyList<string> Errors => errors;

    /// <summary>How often each was met; every one is imported.</summary>
    public IReadOnlyDictionary<string, int> Notes => notes.ToDictionary(n => n.Key, n => n.Value.Count);

    public IEnumerable<string> Lines => notes.Select(n =>
        $"{n.Key}: {n.Value.Count}" + (n.Value.Lines.Count == 0 ? "" : $" (lines {string.Join(", ", n.Value.Lines)}{(n.Value.Count > n.Value.Lines.Count ? ", …" : "")})"));

    public void Refuse(CsvSheet sheet, CsvRow row, string why)
    {
        Refused++;
        sheet.Tally.Refused++;
        if (errors.Count < KeptErrors) errors.Add($"{Path.GetFileName(sheet.File)}, line {row.Number}: {why}");
    }

    public void Note(string name, int? line = null)
    {
        if (!notes.TryGetValue(name, out var note)) note = (0, []);
        if (line is { } number && note.Lines.Count < KeptLines) note.Lines.Add(number);
        notes[name] = (note.Count + 1, note.Lines);
    }
}
