using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Crm.Workflows.Expressions;

/// <summary>The names a script can use (section 4.5 of the format). Only what the script mentions is built.</summary>
internal sealed class ScriptSurface(Engine engine, ExpressionScope scope, bool condition, HashSet<string> names)
{
    private Dictionary<string, JsonNode?>? _seen;
    private JsObject? _variables;

    public void Install()
    {
        if (names.Contains("random")) Math();
        if (names.Contains("variables")) Variables();
        if (names.Contains("deal")) engine.SetValue("deal", ScriptValues.ToScript(engine, scope.Deal, freeze: true));
        Read("getVariable", args => Out(scope.VariableNamed(Text(args))));
        Write("setVariable", args => scope.SetVariableNamed(Text(args), ScriptValues.ToJson(At(args, 1))));
        foreach (var name in scope.VariableNames)
        {
            Read("get" + name, _ => Out(scope.VariableNamed(name)));
            Write("set" + name, args => scope.SetVariableNamed(name, ScriptValues.ToJson(At(args, 0))));
        }
        foreach (var name in scope.InputNames) Read("get" + name, _ => Out(scope.Input(name)));
        Read("getInput", args => Out(scope.Input(Text(args))));
        Read("getOutputFrom", args => Out(scope.OutputOf(Text(args), args.Length > 1 ? args[1].ToString() : null)));
        Read("getLastResult", _ => Out(scope.LastResult()));
        foreach (var name in names) OutputGetter(name);
        Read("getCorrelationId", _ => Nullable(scope.CorrelationId));
        Write("setCorrelationId", args => scope.CorrelationId = Text(args));
        Read("getWorkflowInstanceId", _ => scope.InstanceId);
        Read("getWorkflowInstanceName", _ => Nullable(scope.InstanceName));
        Write("setWorkflowInstanceName", args => scope.InstanceName = Text(args));
        Read("getWorkflowDefinitionId", _ => scope.DefinitionId);
        Read("getWorkflowDefinitionVersionId", _ => scope.DefinitionVersionId);
        Read("getWorkflowDefinitionVersion", _ => scope.DefinitionVersion);
        Write("setOutcome", args => scope.SetOutcomes([Text(args)]));
        Write("setOutcomes", args => scope.SetOutcomes(ScriptValues.ToJson(At(args, 0)) is JsonArray list ? ValueReading.As<string[]>(list)! : [Text(args)]));
        Utilities();
    }

    /// <summary>Variables changed through the object <c>variables</c> are written back after the script, except where an input has the name.</summary>
    public void WriteBack()
    {
        if (_variables is null || condition) return;
        foreach (var (name, before) in _seen!)
        {
            var after = ScriptValues.ToJson(_variables.Get(name));
            if (JsonNode.DeepEquals(before, after) || scope.InputNames.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            scope.SetVariableNamed(name, after);
        }
    }

    private void Variables()
    {
        _seen = scope.VariableNames.ToDictionary(n => n, scope.VariableNamed);
        _variables = JsObject.CreateFromEntries(engine, _seen.Select(v => KeyValuePair.Create(v.Key, ScriptValues.ToScript(engine, v.Value, condition))));
        if (condition) ScriptValues.Freeze(_variables);
        engine.SetValue("variables", _variables);
    }

    private void Math() =>
        ((Jint.Native.Object.ObjectInstance)engine.Global.Get("Math")).Set("random", Function("random", _ => scope.NextRandom()));

    private void OutputGetter(string name)
    {
        var from = name.StartsWith("get", StringComparison.Ordinal) ? name.IndexOf("From", 4 < name.Length ? 4 : 0, StringComparison.Ordinal) : -1;
        if (from <= 3 || name == "getOutputFrom" || from + 4 >= name.Length) return;
        Read(name, _ => Out(scope.OutputOf(name[(from + 4)..], name[3..from])));
    }

    private void Utilities()
    {
        Read("isNullOrWhiteSpace", args => string.IsNullOrWhiteSpace(TextOrNull(args)));
        Read("isNullOrEmpty", args => string.IsNullOrEmpty(TextOrNull(args)));
        Read("toJson", args => ScriptValues.ToJson(At(args, 0))?.ToJsonString() ?? "null");
        Read("parseGuid", args => Guid.TryParse(Text(args), out var id) ? id.ToString() : JsValue.Null);
        Read("newGuid", _ => scope.NextGuid().ToString());
        Read("newGuidString", _ => scope.NextGuid().ToString());
        Read("newShortGuid", _ => Convert.ToBase64String(scope.NextGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        Read("bytesToString", args => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Text(args))));
        Read("bytesFromString", args => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Text(args))));
    }

    private void Read(string name, Func<JsValue[], JsValue> body)
    {
        if (names.Contains(name)) engine.SetValue(name, Function(name, body));
    }

    private void Write(string name, Action<JsValue[]> body) => Read(name, args =>
    {
        if (condition) throw new ExpressionException("EX-SCRIPT", $"A condition is pure: {name} cannot be called in it.");
        body(args);
        return JsValue.Undefined;
    });

    private ClrFunction Function(string name, Func<JsValue[], JsValue> body) => new(engine, name, (_, args) => body(args));

    private JsValue Out(JsonNode? value) => ScriptValues.ToScript(engine, value, condition);

    private static JsValue At(JsValue[] args, int index) => args.Length > index ? args[index] : JsValue.Undefined;

    private static string Text(JsValue[] args) => TextOrNull(args) ?? "";

    private static string? TextOrNull(JsValue[] args) =>
        At(args, 0) is var value && (value.IsNull() || value.IsUndefined()) ? null : TypeConverter.ToString(value);

    private static JsValue Nullable(string? text) => text is null ? JsValue.Null : JsString.Create(text);
}
