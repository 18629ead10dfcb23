using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Crm.Workflows.Expressions;

/// <summary>Conversion between JSON values by the closed type table (CV-01 to CV-05); always invariant culture.</summary>
public static class ValueConversion
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static JsonNode? Convert(JsonNode? value, TypeAlias target)
    {
        if (value is null) return null;
        if (!target.IsArray) return One(value, target.Kind);
        var source = value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? ParseJson(text.GetValue<string>()) : value;
        if (source is null) return null;
        var items = new JsonArray();
        if (source is JsonArray array)
            foreach (var item in array)
                items.Add(item is null ? null : Own(One(item, target.Kind)));
        else
            items.Add(Own(One(source, target.Kind)));
        return items;
    }

    /// <summary>CV-02: the .NET constant form first, then an ISO-8601 duration.</summary>
    public static bool TryTimeSpan(string text, out TimeSpan span)
    {
        if (TimeSpan.TryParse(text, Invariant, out span)) return true;
        if (!text.StartsWith('P') && !text.StartsWith("-P", StringComparison.Ordinal)) return false;
        try
        {
            span = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>A node that may be put under another parent.</summary>
    public static JsonNode? Own(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();

    public static JsonNode? ParseJson(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException fault)
        {
            throw new ExpressionException("EX-CONVERT", "The text is not valid JSON.", fault);
        }
    }

    private static JsonNode? One(JsonNode value, ValueKind kind)
    {
        if (kind == ValueKind.Object) return value;
        if (kind is ValueKind.Json or ValueKind.Map)
            return value.GetValueKind() == JsonValueKind.String ? ParseJson(value.GetValue<string>()) : value;
        if (kind == ValueKind.String || kind == ValueKind.ByteArray) return Text(value);
        if (value is not JsonValue scalar) throw Impossible(value, kind);
        return scalar.GetValueKind() switch
        {
            JsonValueKind.String => FromText(scalar, scalar.GetValue<string>().Trim(), kind),
            JsonValueKind.Number => FromNumber(scalar, kind),
            JsonValueKind.True or JsonValueKind.False => kind == ValueKind.Boolean ? scalar : throw Impossible(value, kind),
            _ => null,
        };
    }

    private static JsonValue Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => (JsonValue)value,
        JsonValueKind.True => JsonValue.Create("true"),
        JsonValueKind.False => JsonValue.Create("false"),
        _ => JsonValue.Create(value.ToJsonString()),
    };

    private static JsonNode? FromText(JsonValue source, string text, ValueKind kind)
    {
        if (text.Length == 0) return null;
        switch (kind)
        {
            case ValueKind.Boolean when bool.TryParse(text, out var flag): return JsonValue.Create(flag);
            case ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64
                when long.TryParse(text, NumberStyles.Integer, Invariant, out var whole) && Fits(whole, kind):
                return JsonValue.Create(whole);
            case ValueKind.Single or ValueKind.Double
                when double.TryParse(text, NumberStyles.Float, Invariant, out var real) && double.IsFinite(real):
                return JsonValue.Create(real);
            case ValueKind.Decimal when decimal.TryParse(text, NumberStyles.Float, Invariant, out var exact): return JsonValue.Create(exact);
            case ValueKind.TimeSpan when TryTimeSpan(text, out var span): return JsonValue.Create(span.ToString("c", Invariant));
            case ValueKind.Guid when System.Guid.TryParse(text, out var id): return JsonValue.Create(id.ToString());
            case ValueKind.DateTime or ValueKind.DateTimeOffset
                when DateTimeOffset.TryParse(text, Invariant, DateTimeStyles.AssumeUniversal, out var instant):
                return JsonValue.Create(instant.ToString("O", Invariant));
            default: throw Impossible(source, kind);
        }
    }

    private static JsonValue FromNumber(JsonValue value, ValueKind kind)
    {
        var number = double.Parse(value.ToJsonString(), Invariant);
        return kind switch
        {
            ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 =>
                double.IsInteger(number) && Math.Abs(number) < 9.2e18 && Fits((long)number, kind) ? Whole(value, number) : throw Impossible(value, kind),
            ValueKind.Single or ValueKind.Double or ValueKind.Decimal => value,
            ValueKind.TimeSpan => JsonValue.Create(TimeSpan.FromMilliseconds(number).ToString("c", Invariant)),
            ValueKind.DateTime or ValueKind.DateTimeOffset when Math.Abs(number) < 2e14 =>
                JsonValue.Create(DateTimeOffset.FromUnixTimeMilliseconds((long)number).ToString("O", Invariant)),
            _ => throw Impossible(value, kind),
        };
    }

    private static JsonValue Whole(JsonValue value, double number) =>
        long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, Invariant, out _) ? value : JsonValue.Create((long)number);

    private static bool Fits(long whole, ValueKind kind) => kind switch
    {
        ValueKind.Int16 => whole is >= short.MinValue and <= short.MaxValue,
        ValueKind.Int32 => whole is >= int.MinValue and <= int.MaxValue,
        _ => true,
    };

    // The value itself may be personal data: only its shape is told.
    private static ExpressionException Impossible(JsonNode value, ValueKind kind) =>
        new("EX-CONVERT", $"A value of kind {value.GetValueKind()} cannot become {kind}.");
}
