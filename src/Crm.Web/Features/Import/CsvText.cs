using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crm.Web.Features.Import;

/// <summary>Opens what claims to be a CSV file.</summary>
internal static class CsvText
{
    public static async Task<FileStream> Open(ImportFile file, CancellationToken cancellation)
    {
        if (!File.Exists(file.Path)) throw CsvSheet.Unreadable(file.Name, "there is no such file", "такого файла нет");
        var stream = File.OpenRead(file.Path);
        var start = new byte[8192];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        stream.Position = 0;
        if (!start.AsSpan(0, length).ContainsAnyInRange((byte)0, (byte)8)) return stream;
        await stream.DisposeAsync();
        throw CsvSheet.Unreadable(file.Name, "this is no text file", "это не текстовый файл");
    }

    /// <summary>The next row; letters of another encoding are refused with the file's name.</summary>
    public static async Task<bool> Next(CsvReader csv, ImportFile file, ImportFormat format)
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (Exception broken) when (broken is DecoderFallbackException or CsvHelperException { InnerException: DecoderFallbackException })
        {
            var encoding = format.Encoding.ToUpperInvariant();
            throw CsvSheet.Unreadable(file.Name, $"the text is not {encoding}", $"текст не в кодировке {encoding}");
        }
    }

    public static CsvReader Reader(Stream stream, ImportFormat format) => new(
        new StreamReader(stream, format.Letters(), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true),
        new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = format.Delimiter, BadDataFound = null, MissingFieldFound = null });
}
