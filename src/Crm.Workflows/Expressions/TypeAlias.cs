using System.Collections.Frozen;

namespace Crm.Workflows.Expressions;

/// <summary>A type as a document names it: by alias or by .NET name, with or without array brackets.</summary>
public readonly record struct TypeAlias(ValueKind Kind, bool IsArray)
{
    private static readonly FrozenDictionary<string, ValueKind> Known = new Dictionary<string, ValueKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["Object"] = ValueKind.Object,
        ["String"] = ValueKind.String,
        ["Boolean"] = ValueKind.Boolean,
        ["Bool"] = ValueKind.Boolean,
        ["Int16"] = ValueKind.Int16,
        ["Int32"] = ValueKind.Int32,
        ["Int64"] = ValueKind.Int64,
        ["Long"] = ValueKind.Int64,
        ["Single"] = ValueKind.Single,
        ["Double"] = ValueKind.Double,
        ["Decimal"] = ValueKind.Decimal,
        ["DateTime"] = ValueKind.DateTime,
        ["DateTimeOffset"] = ValueKind.DateTimeOffset,
        ["TimeSpan"] = ValueKind.TimeSpan,
        ["Guid"] = ValueKind.Guid,
        ["ByteArray"] = ValueKind.ByteArray,
        ["JSON"] = ValueKind.Json,
        ["StringDictionary"] = ValueKind.Map,
        ["ObjectDictionary"] = ValueKind.Map,
        ["StringMap"] = ValueKind.Map,
        ["ObjectMap"] = ValueKind.Map,
        ["System.Text.Json.Nodes.JsonNode"] = ValueKind.Json,
        ["System.Text.Json.Nodes.JsonObject"] = ValueKind.Json,
        ["System.Text.Json.JsonElement"] = ValueKind.Json,
        ["System.Dynamic.ExpandoObject"] = ValueKind.Json,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly TypeAlias Object = new(ValueKind.Object, false);
    public static readonly TypeAlias Boolean = new(ValueKind.Boolean, false);
    public static readonly TypeAlias String = new(ValueKind.String, false);

    /// <summary>As a document writes it where the name stands alone.</summary>
    public override string ToString() => (Kind == ValueKind.Map ? "ObjectMap" : Kind.ToString()) + (IsArray ? "[]" : "");

    public static TypeAlias Parse(string? name, bool isArray = false) =>
        TryParse(name, out var alias) ? alias with { IsArray = alias.IsArray || isArray } : new(ValueKind.Object, isArray);

    /// <summary>False for a name outside the table; such a value behaves as a free object.</summary>
    public static bool TryParse(string? name, out TypeAlias alias)
    {
        alias = Object;
        if (string.IsNullOrWhiteSpace(name)) return true;
        var text = name.AsSpan().Trim();
        var comma = text.IndexOf(',');
        if (comma >= 0) text = text[..comma].TrimEnd();
        var isArray = text.EndsWith("[]", StringComparison.Ordinal);
        if (isArray) text = text[..^2];
        var lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var kind)
            && !(text.StartsWith("System.", StringComparison.Ordinal) && lookup.TryGetValue(text["System.".Length..], out kind)))
            return false;
        alias = kind == ValueKind.ByteArray ? new(kind, false) : new(kind, isArray);
        return true;
    }
}
