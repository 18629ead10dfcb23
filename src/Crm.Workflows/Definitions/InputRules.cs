using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>Checks the inputs of a node: shapes, conversions, syntax, refused languages, scope.</summary>
internal sealed class InputRules(ExpressionEvaluator expressions, WorkflowGraph graph, List<Finding> findings)
{
    public void Check(NodePlan plan)
    {
        foreach (var input in plan.Inputs)
        {
            var name = input.Descriptor.Name;
            if (input.IsIgnored)
                Add("IN-03", FindingSeverity.Warning, plan, name, name);
            if (input.Fault is not null)
                Add("EX-CONVERT", FindingSeverity.Error, plan, name, name, input.Fault);
            if (input.Descriptor.Required && !input.IsSet && !IsGiven(input))
                Add("IN-REQUIRED", FindingSeverity.Error, plan, name, plan.Node.Titled, name);
            if (plan.Node.CanStart && plan.Descriptor!.IsTrigger && input.ExpressionType is "JavaScript" or "Liquid" or "Variable")
                Add("TR-03", FindingSeverity.Error, plan, name, name);
            if (name == "cronExpression" && input is { ExpressionType: null, IsSet: true, Fault: null } && CronTimes.FaultOf(input.Value?.ToString() ?? "") is { } wrong)
                Add("TR-CRON", FindingSeverity.Error, plan, name, plan.Node.Titled, wrong);
            if (input.ExpressionType is { } type) Expression(plan, name, type, input.Value);
            if (!input.Descriptor.IsWrapped) Raw(plan, name, input.Value);
        }
        if (plan.Descriptor is null) return;
        foreach (var (output, variable) in plan.Outputs)
            if (!InScope(plan, variable))
                Add("EX-SCOPE.output", FindingSeverity.Error, plan, output, output);
    }

    private static bool IsGiven(NodeInput input) => !input.Descriptor.IsWrapped && input.Value is not null;

    private void Expression(NodePlan plan, string member, string type, JsonNode? value)
    {
        if (!ExpressionEvaluator.IsSupported(type))
            Add("EX-REFUSED", FindingSeverity.Error, plan, member, type);
        else if (type == "Variable" && (value as JsonObject)?["id"]?.ToString() is var id && (id is null || !InScope(plan, id)))
            Add("EX-SCOPE", FindingSeverity.Error, plan, member, member);
        else if (value is JsonValue text && text.TryGetValue<string>(out var source) && expressions.CheckSyntax(type, source) is { } fault)
            Add("EX-SYNTAX", FindingSeverity.Error, plan, member, member, fault);
    }

    // Raw members: the reference of SetVariable, the source of a script, a condition, and the conditions of cases and ways.
    private void Raw(NodePlan plan, string member, JsonNode? value)
    {
        if (member == "variable" && (value as JsonObject)?["id"]?.ToString() is { } id && !InScope(plan, id))
            Add("EX-SCOPE.set", FindingSeverity.Error, plan, member);
        if (member == "script" && ((value as JsonObject)?["expression"] as JsonObject)?["value"] is { } script)
            Expression(plan, member, "JavaScript", script);
        if (member == "condition") Condition(plan, member, value);
        foreach (var (_, item) in value.Objects()) Condition(plan, $"{member}.{item["label"] ?? item["name"]}", item["condition"]);
    }

    private void Condition(NodePlan plan, string member, JsonNode? raw)
    {
        if (raw.Asked() is { } condition) Expression(plan, member, condition.Text("type") ?? "Literal", condition["value"]);
    }

    private bool InScope(NodePlan plan, string id)
    {
        if (id is "CurrentValue" or "CurrentIndex") return true;
        for (var at = plan; at is not null; at = at.Parent)
            if (at.Node.Variables.Any(v => v.Id == id)) return true;
        return graph.Definition.Variables.Any(v => v.Id == id);
    }

    private void Add(string text, FindingSeverity severity, NodePlan plan, string? member, params object?[] args) =>
        findings.Add(Finding.Of(text, severity, plan.Node.NodeId, member, args));
}
