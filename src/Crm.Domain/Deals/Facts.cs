using System.Text.Json.Nodes;

namespace Crm.Domain.Deals;

/// <summary>The members of an event's payload. Free text goes apart and leaves only a commitment behind.</summary>
public sealed class Facts
{
    private readonly Dictionary<string, string> texts = [];
    public JsonObject Members { get; } = [];

    /// <summary>Free texts by member name, to be kept as personal values.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts;

    public Facts With(string name, JsonNode? value)
    {
        if (value is not null) Members[name] = value;
        return this;
    }

    public Facts With(string name, Guid? id) => id is { } value ? With(name, JsonValue.Create(value.ToString())) : this;

    public Facts With(string name, DateTimeOffset? at) =>
        at is { } value ? With(name, JsonValue.Create(value.UtcDateTime.ToString("O"))) : this;

    public Facts With(string name, DateOnly? on) => on is { } value ? With(name, JsonValue.Create(value.ToString("yyyy-MM-dd"))) : this;

    public Facts With(string name, Enum? code) => code is null ? this : With(name, JsonValue.Create(code.ToString()));

    /// <summary>A name, reason, note or comment: personal by default.</summary>
    public Facts WithText(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) texts[name] = text;
        return this;
    }

    public static Facts None => new();
}
