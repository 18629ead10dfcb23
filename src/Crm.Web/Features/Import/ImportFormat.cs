using System.Globalization;
using System.Text;
using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>How the other system writes: what separates values, letters, days and decimals.</summary>
internal sealed record ImportFormat
{
    public static readonly IReadOnlyList<string> Delimiters = [",", ";", "\t", "|"];
    public static readonly IReadOnlyList<string> Encodings = ["utf-8", "windows-1251", "windows-1252"];
    public static readonly IReadOnlyList<string> DateFormats = ["yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy"];
    public static readonly IReadOnlyList<string> DecimalSigns = [".", ","];
    private const NumberStyles Signed = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    public string Delimiter { get; init; } = ",";
    public string Encoding { get; init; } = "utf-8";
    public string Dates { get; init; } = "yyyy-MM-dd";
    public string Decimals { get; init; } = ".";

    /// <summary>Refuses what no file can be read by.</summary>
    public ImportFormat Checked()
    {
        Require(Delimiters.Contains(Delimiter), "delimiter", Delimiter);
        Require(Encodings.Contains(Encoding), "encoding", Encoding);
        Require(DateFormats.Contains(Dates), "dates", Dates);
        Require(DecimalSigns.Contains(Decimals), "decimals", Decimals);
        return this;
    }

    /// <summary>The name of a delimiter's words.</summary>
    public static string KeyOf(string delimiter) => delimiter == "\t" ? "Delimiter_Tab" : $"Delimiter_{(int)delimiter[0]}";

    /// <summary>Throws at the first letter that the encoding does not know, instead of replacing it.</summary>
    public Encoding Letters() => Encoding is "utf-8"
        ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true)
        : CodePagesEncodingProvider.Instance.GetEncoding(Encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200 ? day : null;

    public decimal? Number(string? text) =>
        text is not null && (Decimals == "." || !text.Contains('.', StringComparison.Ordinal))
        && decimal.TryParse(text.Replace(Decimals, ".", StringComparison.Ordinal), Signed, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Require(bool holds, string field, string value)
    {
        if (!holds) throw DomainException.For("GEN-003", field, value);
    }
}
