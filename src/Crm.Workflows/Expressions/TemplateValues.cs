using System.Text.Json;
using System.Text.Json.Nodes;
using Scriban.Runtime;

namespace Crm.Workflows.Expressions;

/// <summary>JSON as the only objects a template may hold: reflected objects would be writable through their setters.</summary>
internal static class TemplateValues
{
    public static object? From(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => Members(members),
        JsonArray items => new ScriptArray(items.Select(From)),
        _ => Scalar(node),
    };

    public static ScriptObject Members(JsonObject members)
    {
        var result = new ScriptObject();
        foreach (var (name, value) in members) result.SetValue(name, From(value), readOnly: true);
        return result;
    }

    private static object? Scalar(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => Text(node.GetValue<string>()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(node.ToJsonString()),
        _ => null,
    };

    // Date functions of templates work on dates only, and JSON has none: the ISO form is recognised.
    private static object Text(string text) =>
        text.Length is >= 19 and <= 33 && text[4] == '-' && text[10] == 'T'
        && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.UtcDateTime
            : text;

    private static object Number(string raw) =>
        long.TryParse(raw, System.Globalization.CultureInfo.InvariantCulture, out var whole) ? whole
        : decimal.TryParse(raw, System.Globalization.CultureInfo.InvariantCulture, out var exact) ? exact
        : double.Parse(raw, System.Globalization.CultureInfo.InvariantCulture);
}
