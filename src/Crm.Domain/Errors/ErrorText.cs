using System.Collections;
using System.Globalization;

namespace Crm.Domain.Errors;

/// <summary>One code of the catalog: its status over HTTP and its text in both languages, with {0}, {1} for arguments.</summary>
public sealed record ErrorText(string Code, int Status, bool IsWarning, string En, string Ru)
{
    public static string Format(Refusal refusal, string language)
    {
        var pattern = refusal.Text is { } own
            ? own
            : ErrorCatalog.Find(refusal.Code) is { } known ? new LocalText(known.En, known.Ru) : new LocalText(refusal.Code, refusal.Code);
        var culture = CultureInfo.GetCultureInfo(IsRussian(language) ? "ru-RU" : "en-GB");
        var text = pattern.In(language);
        // A gate's own message may hold braces of its own: only {0}, {1}… are replaced.
        for (var i = 0; i < refusal.Args.Length; i++)
            text = text.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", Argument(refusal.Args[i], culture, language), StringComparison.Ordinal);
        return text;
    }

    private static bool IsRussian(string language) => language.StartsWith("ru", StringComparison.OrdinalIgnoreCase);

    private static string Argument(object? value, CultureInfo culture, string language) => value switch
    {
        null => "—",
        string text => text,
        LocalText text => text.In(language),
        Money money => money.Format(culture),
        DateOnly on => on.ToString("d", culture),
        DateTimeOffset at => at.ToString("g", culture),
        int or long or short => ((IFormattable)value).ToString("#,0", culture),
        decimal or double => ((IFormattable)value).ToString("#,0.##", culture),
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(one => Argument(one, culture, language))),
        IFormattable other => other.ToString(null, culture),
        _ => value.ToString() ?? "",
    };
}
