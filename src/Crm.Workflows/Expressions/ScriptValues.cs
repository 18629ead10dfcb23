using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace Crm.Workflows.Expressions;

/// <summary>Copies across the border in both directions: JSON shapes only; getters, proxies and functions are refused.</summary>
internal static class ScriptValues
{
    public static JsValue ToScript(Engine engine, JsonNode? node, bool freeze)
    {
        switch (node)
        {
            case null: return JsValue.Null;
            case JsonArray items:
                var array = new JsArray(engine, items.Select(i => ToScript(engine, i, freeze)).ToArray());
                if (freeze) Freeze(array);
                return array;
            case JsonObject members:
                var result = JsObject.CreateFromEntries(engine, members.Select(m => KeyValuePair.Create(m.Key, ToScript(engine, m.Value, freeze))));
                if (freeze) Freeze(result);
                return result;
            default: return Scalar(node);
        }
    }

    public static void Freeze(ObjectInstance target)
    {
        foreach (var key in target.GetOwnPropertyKeys())
        {
            var property = target.GetOwnProperty(key);
            target.DefineOwnProperty(key, new Jint.Runtime.Descriptors.PropertyDescriptor(property.Value, false, property.Enumerable, false));
        }
        target.PreventExtensions();
    }

    public static JsonNode? ToJson(JsValue value)
    {
        var budget = ScriptLimits.Nodes;
        var characters = 2 * ScriptLimits.TextLength;
        return ToJson(value, 0, ref budget, ref characters);
    }

    private static JsonNode? ToJson(JsValue value, int depth, ref int budget, ref int characters)
    {
        if (depth > ScriptLimits.Depth || --budget < 0) throw new ExpressionException("EX-LIMIT", "The value of the script is too large.");
        if (value.IsNull() || value.IsUndefined() || value.IsSymbol()) return null;
        if (value.IsBoolean()) return JsonValue.Create(value.AsBoolean());
        if (value.IsNumber()) return Number(value.AsNumber());
        if (value.IsString()) return JsonValue.Create(Counted(value.AsString(), ref characters));
        if (value.IsDate()) return JsonValue.Create(value.AsDate().ToDateTime().ToUniversalTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (value is Jint.Native.Function.Function || value is not ObjectInstance source || value.IsBigInt())
            throw new ExpressionException("EX-SCRIPT", "A script gives data, not functions.");
        return source is JsArray array ? Items(array, depth, ref budget, ref characters) : Members(source, depth, ref budget, ref characters);
    }

    private static JsonArray Items(JsArray array, int depth, ref int budget, ref int characters)
    {
        var items = new JsonArray();
        for (uint i = 0; i < array.Length; i++)
            items.Add(ToJson(array[i], depth + 1, ref budget, ref characters));
        return items;
    }

    private static JsonObject Members(ObjectInstance source, int depth, ref int budget, ref int characters)
    {
        var members = new JsonObject();
        foreach (var key in source.GetOwnPropertyKeys(Types.String))
        {
            var property = source.GetOwnProperty(key);
            if (!property.Enumerable) continue;
            if (property.Get is not null || property.Set is not null || property.Value is null)
                throw new ExpressionException("EX-SCRIPT", "A script gives plain data, not getters.");
            members[Counted(key.AsString(), ref characters)] = ToJson(property.Value, depth + 1, ref budget, ref characters);
        }
        return members;
    }

    private static string Counted(string text, ref int characters)
    {
        characters -= text.Length;
        return text.Length <= ScriptLimits.TextLength && characters >= 0 ? text : throw new ExpressionException("EX-LIMIT", "The text of the script is too long.");
    }

    private static JsonValue? Number(double number) =>
        !double.IsFinite(number) ? null
        : double.IsInteger(number) && Math.Abs(number) <= 9007199254740991 ? JsonValue.Create((long)number)
        : JsonValue.Create(number);

    private static JsValue Scalar(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => JsString.Create(node.GetValue<string>()),
        JsonValueKind.True => JsBoolean.True,
        JsonValueKind.False => JsBoolean.False,
        JsonValueKind.Number => JsNumber.Create(double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)),
        _ => JsValue.Null,
    };
}
