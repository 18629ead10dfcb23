using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Expressions;

/// <summary>Reads a converted JSON value as a .NET value of the few types activities ask for.</summary>
public static class ValueReading
{
    public static T? As<T>(JsonNode? node)
    {
        if (node is null) return default;
        if (node is T same) return same;
        var wanted = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        var kind = KindOf(wanted);
        if (wanted == typeof(string[]) || wanted == typeof(IReadOnlyList<string>)) return (T)(object)Texts(node);
        var value = ValueConversion.Convert(node, new TypeAlias(kind, false));
        return value is null ? default : (T)Read(value, kind);
    }

    private static ValueKind KindOf(Type type) =>
        type == typeof(string) ? ValueKind.String
        : type == typeof(bool) ? ValueKind.Boolean
        : type == typeof(int) ? ValueKind.Int32
        : type == typeof(long) ? ValueKind.Int64
        : type == typeof(decimal) ? ValueKind.Decimal
        : type == typeof(double) ? ValueKind.Double
        : type == typeof(TimeSpan) ? ValueKind.TimeSpan
        : type == typeof(DateTimeOffset) ? ValueKind.DateTimeOffset
        : type == typeof(Guid) ? ValueKind.Guid
        : type == typeof(string[]) || type == typeof(IReadOnlyList<string>) ? ValueKind.String
        : throw new ExpressionException("EX-CONVERT", $"An input cannot be read as {type.Name}.");

    private static object Read(JsonNode value, ValueKind kind) => kind switch
    {
        ValueKind.String => value.GetValue<string>(),
        ValueKind.Boolean => value.GetValueKind() == JsonValueKind.True,
        ValueKind.Int32 => int.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        ValueKind.Int64 => long.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        ValueKind.Decimal => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        ValueKind.Double => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        ValueKind.TimeSpan => TimeSpan.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture),
        ValueKind.DateTimeOffset => DateTimeOffset.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture),
        _ => Guid.Parse(value.GetValue<string>()),
    };

    private static string[] Texts(JsonNode node) =>
        ((JsonArray)ValueConversion.Convert(node, new TypeAlias(ValueKind.String, true))!).Select(i => i?.GetValue<string>() ?? "").ToArray();
}
