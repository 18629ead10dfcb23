using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Expressions;

/// <summary>Evaluates the expression types of a document. Thread-safe; parsed forms are kept.</summary>
public sealed class ExpressionEvaluator
{
    private readonly ScriptRunner _scripts = new();
    private readonly LiquidRenderer _liquid = new();

    public static bool IsSupported(string type) =>
        type is "Literal" or "Object" or "Json" or "Variable" or "Input" or "JavaScript" or "Liquid";

    /// <param name="condition">A condition is pure: writing members throw (JS-01).</param>
    public JsonNode? Evaluate(string type, JsonNode? value, TypeAlias target, ExpressionScope scope, bool condition = false) =>
        ValueConversion.Convert(Raw(type, value, scope, condition), target);

    /// <summary>The reason why a source does not parse, or null.</summary>
    public string? CheckSyntax(string type, string source)
    {
        try
        {
            switch (type)
            {
                case "JavaScript": _scripts.Prepare(source); break;
                case "Liquid": _liquid.Parse(source); break;
                case "Object" or "Json": ValueConversion.ParseJson(source); break;
            }
            return null;
        }
        catch (ExpressionException fault)
        {
            return fault.Message;
        }
    }

    private JsonNode? Raw(string type, JsonNode? value, ExpressionScope scope, bool condition) => type switch
    {
        "Literal" => value,
        "Object" or "Json" => Text(value) is { } json ? ValueConversion.ParseJson(json) : value,
        "Variable" => Variable(value, scope),
        "Input" => scope.Input(NameOf(value)),
        "JavaScript" => Text(value) is { } script ? _scripts.Run(script, scope, condition) : value,
        "Liquid" => Text(value) is { } template ? _liquid.Render(template, scope) : value,
        _ => throw new ExpressionException("EX-REFUSED", $"Expressions of type {type} are not executed."),
    };

    private static JsonNode? Variable(JsonNode? reference, ExpressionScope scope)
    {
        if (reference is null) return null;
        var id = (reference as JsonObject)?["id"]?.GetValue<string>() ?? Text(reference) ?? "";
        return scope.TryVariable(id, out var found) ? found : throw new ExpressionException("EX-SCOPE", "The variable is not in scope.");
    }

    private static string NameOf(JsonNode? reference) =>
        (reference as JsonObject)?["name"]?.GetValue<string>() ?? Text(reference) ?? "";

    private static string? Text(JsonNode? value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : null;
}
