using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Crm.Domain;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crm.Web.Features.Import;

/// <summary>One CSV file, streamed. What is no such file is refused before anything of it is used.</summary>
internal sealed class CsvSheet(string file, string code, ImportKind kind)
{
    private const int MostRows = 2_000_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public string File => file;
    public string Code => code;
    public ImportTally Tally { get; } = new(code);

    public async IAsyncEnumerable<CsvRow> Rows([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await RefuseBinary(cancellation);
        using var reader = new StreamReader(file, Strict, detectEncodingFromByteOrderMarks: false);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null });
        if (!await Next(csv)) throw Unreadable(file, "the file is empty", "файл пуст");
        csv.ReadHeader();
        var header = csv.HeaderRecord ?? [];
        var places = Places(header);
        var count = 0;
        while (await Next(csv))
        {
            cancellation.ThrowIfCancellationRequested();
            if (++count > MostRows) throw new DomainException("IMP-003");
            var values = csv.Parser.Record ?? [];
            var isWhole = values.Length == header.Length;
            yield return new CsvRow(csv.Parser.RawRow, isWhole ? values : [.. values, .. Enumerable.Repeat("", header.Length)], places, kind, isWhole);
        }
        if (count == 0) throw Unreadable(file, "the file has no rows", "в файле нет строк");
    }

    /// <summary>GEN-001 that says which file and why.</summary>
    public static DomainException Unreadable(string file, string why, string whyRu) => new([new Refusal("GEN-001")
    {
        Field = Path.GetFileName(file),
        Text = new LocalText($"{Path.GetFileName(file)}: {why}", $"{Path.GetFileName(file)}: {whyRu}"),
    }]);

    private async Task<bool> Next(CsvReader csv)
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (Exception broken) when (broken is DecoderFallbackException or CsvHelperException { InnerException: DecoderFallbackException })
        {
            throw Unreadable(file, "the text is not UTF-8", "текст не в кодировке UTF-8");
        }
    }

    private async Task RefuseBinary(CancellationToken cancellation)
    {
        if (!System.IO.File.Exists(file)) throw Unreadable(file, "there is no such file", "такого файла нет");
        await using var stream = System.IO.File.OpenRead(file);
        var start = new byte[8192];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        if (start.AsSpan(0, length).ContainsAnyInRange((byte)0, (byte)8)) throw Unreadable(file, "this is no text file", "это не текстовый файл");
    }

    private Dictionary<string, int> Places(string[] header)
    {
        string[] names = [.. header.Select(h => h.Trim())];
        if (kind.Columns.Values.FirstOrDefault(column => !names.Contains(column)) is { } missing)
            throw new DomainException([new Refusal("IMP-002", missing)
            {
                Field = missing,
                Text = new LocalText($"{Path.GetFileName(file)}: the column \"{missing}\" is missing", $"{Path.GetFileName(file)}: нет колонки «{missing}»"),
            }]);
        if (names.FirstOrDefault(name => !kind.Columns.Values.Contains(name) && !kind.Ignored.Contains(name)) is { } unknown)
            throw DomainException.For("IMP-002", unknown, unknown);
        if (names.Distinct().Count() != names.Length) throw Unreadable(file, "a column is there twice", "колонка повторяется");
        return kind.Columns.ToDictionary(c => c.Key, c => Array.IndexOf(names, c.Value));
    }
}
