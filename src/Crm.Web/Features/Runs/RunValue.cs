using System.Text.Json.Nodes;

namespace Crm.Web.Features.Runs;

/// <summary>A value that a run holds, as text; long ones are cut.</summary>
/// <param name="Of">The container that declares it; null for the run itself.</param>
public sealed record RunValue(string Name, string? Of, string Text, bool IsCut)
{
    private const int Most = 500;

    public static RunValue From(string name, JsonNode? value, string? of = null)
    {
        var text = value is JsonValue one && one.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString() ?? "—";
        return text.Length <= Most ? new(name, of, text, false) : new(name, of, text[..Most] + "…", true);
    }
}
