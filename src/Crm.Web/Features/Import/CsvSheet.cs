using System.Runtime.CompilerServices;
using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>One CSV file, streamed. What is no such file is refused before anything of it is used.</summary>
internal sealed class CsvSheet(ImportFile file, string code, ImportKind kind, ImportFormat format, ImportProgress progress)
{
    private const int MostRows = 2_000_000, ReportEvery = 200;

    public string Name => file.Name;
    public string Code => code;
    public ImportTally Tally { get; } = new(code);

    /// <summary>Refuses at once what the first rows already give away.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        await foreach (var _ in Rows(cancellation)) break;
    }

    public async IAsyncEnumerable<CsvRow> Rows([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var stream = await CsvText.Open(file, cancellation);
        using var csv = CsvText.Reader(stream, format);
        if (!await CsvText.Next(csv, file, format)) throw Unreadable(file.Name, "the file is empty", "файл пуст");
        csv.ReadHeader();
        var header = csv.HeaderRecord ?? [];
        var places = Places(header);
        var (count, at) = (0, 0L);
        while (await CsvText.Next(csv, file, format))
        {
            cancellation.ThrowIfCancellationRequested();
            if (++count > MostRows) throw new DomainException("IMP-003");
            if (count % ReportEvery == 0)
            {
                progress.ReadOn(stream.Position - at);
                at = stream.Position;
            }
            var values = csv.Parser.Record ?? [];
            yield return new CsvRow(csv.Parser.RawRow, values, places, kind, format, values.Length == header.Length);
        }
        if (count == 0) throw Unreadable(file.Name, "the file has no rows", "в файле нет строк");
        progress.ReadOn(stream.Length - at);
    }

    /// <summary>GEN-001 that says which file and why.</summary>
    public static DomainException Unreadable(string name, string why, string whyRu) => Refused("GEN-001", name, why, whyRu);

    /// <summary>A refusal that names the file it is about.</summary>
    public static DomainException Refused(string code, string name, string why, string whyRu, string? column = null) => new([new Refusal(code, column ?? name)
    {
        Field = column ?? name,
        Text = new LocalText($"{name}: {why}", $"{name}: {whyRu}"),
    }]);

    private Dictionary<string, int> Places(string[] header)
    {
        string[] names = [.. header.Select(h => h.Trim())];
        if (kind.Columns.Values.FirstOrDefault(column => !names.Contains(column)) is { } missing)
            throw Refused("IMP-002", file.Name, $"the column \"{missing}\" is missing", $"нет колонки «{missing}»", missing);
        if (names.FirstOrDefault(name => !kind.Columns.Values.Contains(name) && !kind.Ignored.Contains(name)) is { } unknown)
            throw Refused("IMP-002", file.Name, $"unknown column \"{unknown}\"", $"неизвестная колонка «{unknown}»", unknown);
        if (names.Distinct().Count() != names.Length) throw Unreadable(file.Name, "a column is there twice", "колонка повторяется");
        return kind.Columns.ToDictionary(c => c.Key, c => Array.IndexOf(names, c.Value));
    }
}
