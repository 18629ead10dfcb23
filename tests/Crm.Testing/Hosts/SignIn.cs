using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Crm.Testing;

/// <summary>Enters as a person does: reads the form, posts it with its hidden fields, and keeps the cookies.</summary>
public static class SignIn
{
    public const string Path = "/account/sign-in";

    // Proves to the API that an unsafe request comes from the product's own page.
    private const string OwnPage = "X-Requested-With";

    /// <summary>A browser that nobody has signed in with.</summary>
    public static HttpClient Nobody(Uri address)
    {
        // Redirects are answers worth seeing.
        var browser = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() };
        var client = new HttpClient(browser) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
        client.DefaultRequestHeaders.Add(OwnPage, "CrmFlow");
        return client;
    }

    public static async Task<HttpClient> AsAsync(Uri address, string login, string password, CancellationToken cancel = default)
    {
        var client = Nobody(address);
        using var answer = await PostAsync(client, Path, new Dictionary<string, string> { ["login"] = login, ["password"] = password }, cancel: cancel);
        if (answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location?.OriginalString.StartsWith(Path, StringComparison.Ordinal) == false)
            return client;
        client.Dispose();
        throw new InvalidOperationException($"{login} was not let in: {(int)answer.StatusCode} {answer.Headers.Location}");
    }

    /// <summary>Fills in the form of a page that posts to <paramref name="path"/> and sends it.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string path, IReadOnlyDictionary<string, string> values, string? page = null, CancellationToken cancel = default)
    {
        using var html = await client.GetAsync(page ?? path, cancel);
        html.EnsureSuccessStatusCode();
        using var document = await new HtmlParser().ParseDocumentAsync(await html.Content.ReadAsStreamAsync(cancel), cancel);
        var form = document.Forms.FirstOrDefault(form => new Uri(form.Action).AbsolutePath == path)
            ?? throw new InvalidOperationException($"{page ?? path} has no form that posts to {path}");
        var fields = form.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Type == "hidden" && input.Name is not null)
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in values)
            fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(path, content, cancel);
    }
}
