using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;

namespace Crm.Web.Hosting;

/// <summary>
/// The language of a request: the person's choice, else her browser's, else English. English texts come with British
/// formats: a day before its month in both languages of the product.
/// </summary>
internal sealed class Languages : RequestCultureProvider
{
    public const string Cookie = "crm.language";
    public const string Fallback = "en";

    public static readonly CookieOptions Remembered =
        new() { MaxAge = TimeSpan.FromDays(365), SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax, HttpOnly = true, IsEssential = true, Path = "/" };

    private static readonly Dictionary<string, RequestCulture> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new("en-GB", "en"),
        ["ru"] = new("ru-RU", "ru"),
    };

    public static IEnumerable<CultureInfo> Formats => Known.Values.Select(culture => culture.Culture);

    public static IEnumerable<CultureInfo> Texts => Known.Values.Select(culture => culture.UICulture);

    public static RequestCulture Default => Known[Fallback];

    public static bool Has(string? language) => language is not null && Known.ContainsKey(language);

    /// <summary>How dates and numbers are written for a reader of the language.</summary>
    public static CultureInfo CultureOf(string language) => (Known.GetValueOrDefault(language) ?? Default).Culture;

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = Asked(httpContext.Request).Select(tag => tag.Split('-')[0]).FirstOrDefault(Has) ?? Fallback;
        var culture = Known[language];
        return Task.FromResult<ProviderCultureResult?>(new(culture.Culture.Name, culture.UICulture.Name));
    }

    private static IEnumerable<string> Asked(HttpRequest request) =>
        (request.Cookies[Cookie] is { } chosen ? [chosen] : Enumerable.Empty<string>()).Concat(
            request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l, StringWithQualityHeaderValueComparer.QualityComparer).Select(l => l.Value.ToString()));
}
