using System.Text.Json.Nodes;
using Crm.Web.Hosting;
using Crm.Workflows.Expressions;

namespace Crm.Web.Channels;

/// <summary>The templates of letters: <c>Resources/Messages/name.language.txt</c>, the subject in the first line, the text below.</summary>
internal sealed class LetterTexts(MessageRenderer renderer)
{
    public static bool Has(string template) => typeof(LetterTexts).Assembly.GetManifestResourceInfo(Name(template, Languages.Fallback)) is not null;

    public (string Subject, string Text) Render(string template, string language, JsonObject model, DateTimeOffset now)
    {
        var source = Source(template, Languages.Has(language) ? language : Languages.Fallback);
        var (subject, text) = (source[..source.IndexOf('\n', StringComparison.Ordinal)], source[(source.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        var culture = Languages.CultureOf(language);
        return (string.Join(' ', renderer.Render(subject, model, culture, now, html: false).Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Trim(),
            renderer.Render(text, model, culture, now, html: false).Trim() + "\n");
    }

    private static string Source(string template, string language)
    {
        using var stream = typeof(LetterTexts).Assembly.GetManifestResourceStream(Name(template, language))
            ?? throw new FileNotFoundException($"There is no letter {template} in {language}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static string Name(string template, string language) => $"Messages/{template}.{language}.txt";
}
