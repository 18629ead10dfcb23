using System.Globalization;
using System.Text;
using Crm.Domain;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crm.Web.Features.Import;

/// <summary>What an import noticed: refused rows by line, and peculiarities by name. All refused rows go to a file when one is named.</summary>
internal sealed class ImportFindings(string? badRows = null) : IDisposable
{
    private const int KeptErrors = 1000;
    private readonly List<ImportFinding> errors = [];
    private readonly Dictionary<string, ImportNote> notes = [];
    private CsvWriter? writer;

    public int Refused { get; private set; }

    /// <summary>The first thousand.</summary>
    public IReadOnlyList<ImportFinding> Errors => errors;

    /// <summary>How often each was met, by its English name; every one is imported.</summary>
    public IReadOnlyDictionary<string, int> Counts => notes.ToDictionary(n => n.Key, n => n.Value.Count);
    public IReadOnlyList<ImportNote> Notes => [.. notes.Values];
    public string? BadRows => Refused > 0 ? badRows : null;

    public void Refuse(CsvSheet sheet, CsvRow row, Refusal why)
    {
        Refused++;
        sheet.Tally.Refused++;
        var finding = new ImportFinding(sheet.Name, row.Line, why);
        if (errors.Count < KeptErrors) errors.Add(finding);
        if (badRows is not null) Write(finding, row);
    }

    public void Note(string en, string ru, int? line = null)
    {
        if (!notes.TryGetValue(en, out var note)) notes[en] = note = new ImportNote(new LocalText(en, ru));
        note.Met(line);
    }

    public void Dispose() => writer?.Dispose();

    private void Write(ImportFinding finding, CsvRow row)
    {
        if (writer is null)
        {
            writer = new CsvWriter(new StreamWriter(badRows!, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)),
                new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
            foreach (var column in new[] { "file", "line", "code", "reason", "reason_ru", "row" }) writer.WriteField(column);
            writer.NextRecord();
        }
        writer.WriteField(finding.File);
        writer.WriteField(finding.Line);
        writer.WriteField(finding.Why.Code);
        writer.WriteField(finding.Text("en"));
        writer.WriteField(finding.Text("ru"));
        foreach (var value in row.Values) writer.WriteField(value);
        writer.NextRecord();
    }
}
