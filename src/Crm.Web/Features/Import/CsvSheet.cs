using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Crm.Domain;
using CsvHelper;
using CsvHelper.Configuration;

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
        if (!await Next(csv)) throw Unreadable(file.Name, "the file is empty", "файл пуст");
        csv.ReadHeader();
        var header = csv.HeaderRecord ?? [];
        var places = Places(header);
        var (count, at) = (0, 0L);
        while (await Next(csv))
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
    public static DomainException Unreadable(string name, string why, string whyRu) => new([new Refusal("GEN-001")
    {
        Field = name,
        Text = new LocalText($"{name}: {why}", $"{name}: {whyRu}"),
    }]);

    private async Task<bool> Next(CsvReader csv)
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (Exception broken) when (broken is DecoderFallbackException or CsvHelperException { InnerException: DecoderFallbackException })
        {
            throw Unreadable(file.Name, $"the text is not {format.Encoding.ToUpperInvariant()}", $"текст не в кодировке {format.Encoding.ToUpperInvariant()}");
        }
    }

    private Dictionary<string, int> Places(string[] header)
    {
        string[] names = [.. header.Select(h => h.Trim())];
        if (kind.Columns.Values.FirstOrDefault(column => !names.Contains(column)) is { } missing)
            throw new DomainException([new Refusal("IMP-002", missing)
            {
                Field = missing,
                Text = new LocalText($"{file.Name}: the column \"{missing}\" is missing", $"{file.Name}: нет колонки «{missing}»"),
            }]);
        if (names.FirstOrDefault(name => !kind.Columns.Values.Contains(name) && !kind.Ignored.Contains(name)) is { } unknown)
            throw DomainException.For("IMP-002", unknown, unknown);
        if (names.Distinct().Count() != names.Length) throw Unreadable(file.Name, "a column is there twice", "колонка повторяется");
        return kind.Columns.ToDictionary(c => c.Key, c => Array.IndexOf(names, c.Value));
    }
}
