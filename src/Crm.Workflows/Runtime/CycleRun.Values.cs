using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>Inputs, outputs and instance-wide values.</summary>
internal sealed partial class CycleRun
{
    private const int JournalValueLimit = 8 * 1024;
    private string[]? _inputNames;

    public JsonNode? LastResult { get; private set; }

    public bool CorrelationChanged { get; private set; }

    public IReadOnlyCollection<string> InputNames => _inputNames ??= Graph.Definition.Inputs.Select(i => i.Name).ToArray();

    /// <summary>The innermost run of a node that stands for another definition and has this one inside.</summary>
    public static ActivityExecution? UseAround(ActivityExecution execution, Func<UsedDefinition, bool>? which = null)
    {
        for (var at = execution.Parent; at is not null; at = at.Parent)
            if (at.Plan.Node.Used is { } used && (which is null || which(used))) return at;
        return null;
    }

    /// <summary>An input of the definition that the step belongs to, else of the one around it.</summary>
    public JsonNode? DefinitionInput(ActivityExecution execution, string name)
    {
        if (UseAround(execution, used => used.Inputs.Any(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase))) is { } use)
            return use.Plan.InputPosition(name) is var position and >= 0 ? use.Inputs?[position] : null;
        foreach (var (key, value) in State.Input)
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return value;
        return Graph.Definition.Inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase))?.Default;
    }

    public JsonNode? OutputOf(string activity, string? output)
    {
        if (State.Properties["crm:outputs"] is not JsonObject kept) return null;
        var node = Graph.Plans.FirstOrDefault(p => p.Node.Id == activity || p.Node.Name == activity)?.Node;
        return node is null ? null : (kept[node.NodeId] as JsonObject)?[(output ?? "result").ToLowerInvariant()];
    }

    /// <summary>An output of a node fills the variable it is bound to.</summary>
    public void Fill(ActivityExecution owner, string name, JsonNode? value)
    {
        KeepOutput(owner.Plan.Node, name, value);
        if (!owner.Plan.Outputs.TryGetValue(name, out var variable)) return;
        var place = VariablePlace.WithId(owner, variable) ?? throw new ExpressionException("EX-SCOPE", $"The output {name} fills a variable that is not in scope.");
        place.Write(place.Accept(value));
    }

    /// <summary>An output of the definition that the step belongs to: nearest first, at last of the instance.</summary>
    public void GiveOutput(ActivityExecution from, string name, JsonNode? value)
    {
        if (UseAround(from, used => used.Gives(name)) is { } use) Fill(use, name, value);
        else State.Output[name] = ValueConversion.Own(value);
    }

    public void KeepOutput(ActivityNode node, string name, JsonNode? value)
    {
        if (string.Equals(name, "result", StringComparison.OrdinalIgnoreCase)) LastResult = value;
        if (!Graph.ReadsOutputs) return;
        if (State.Properties["crm:outputs"] is not JsonObject kept) State.Properties["crm:outputs"] = kept = [];
        if (kept[node.NodeId] is not JsonObject own) kept[node.NodeId] = own = [];
        own[name.ToLowerInvariant()] = value?.DeepClone();
    }

    public void Correlate(string? correlationId)
    {
        CorrelationChanged |= State.CorrelationId != correlationId;
        State.CorrelationId = correlationId;
        foreach (var bookmark in State.Bookmarks) bookmark.CorrelationId = correlationId;
    }

    /// <summary>One input of a node that does not run yet, such as the mode of a join.</summary>
    public JsonNode? EvaluateInput(ActivityExecution container, ActivityNode node, string name)
    {
        var plan = Graph.PlanOf(node);
        var position = plan.InputPosition(name);
        return position < 0 ? null : Evaluate(plan.Inputs[position], new ActivityContext(this, container));
    }

    private void EvaluateInputs(ActivityExecution execution, ActivityContext context, JournalEntry? started)
    {
        var plan = execution.Plan;
        if (plan.Inputs.Count == 0) return;
        if (execution is { Inputs: { } before, ActivityState: not null })
        {
            // It runs again with what it had; what is not stored is asked for again.
            for (var i = 0; i < before.Length; i++)
                if (plan.Inputs[i].Descriptor.IsSensitive) before[i] = Evaluate(plan.Inputs[i], context);
            return;
        }
        var values = new JsonNode?[plan.Inputs.Count];
        JsonObject? state = null;
        for (var i = 0; i < values.Length; i++)
        {
            var input = plan.Inputs[i];
            values[i] = Evaluate(input, context);
            if (input.IsSet && input.Descriptor.IsWrapped) (state ??= [])[input.Descriptor.Name] = input.Descriptor.IsSensitive && values[i] is not null ? "***" : values[i]?.DeepClone();
        }
        execution.Inputs = values;
        execution.ActivityState = state;
        if (started is not null) started.ActivityState = JournalState(plan, state);
    }

    private JsonNode? Evaluate(NodeInput input, ActivityContext context)
    {
        if (input.Fault is not null) throw new ExpressionException("EX-CONVERT", $"Input {input.Descriptor.Name}: {input.Fault}");
        if (input.ExpressionType is null) return input.Value;
        var value = Scope.Expressions.Evaluate(input.ExpressionType, input.Value, input.Type, context.Expressions, input.Descriptor.IsCondition);
        return value ?? input.Descriptor.Default;
    }

    private static JsonNode?[] RestoredInputs(ActivityExecution execution)
    {
        var inputs = execution.Plan.Inputs;
        var values = new JsonNode?[inputs.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = execution.ActivityState is { } saved && saved.TryGetPropertyValue(inputs[i].Descriptor.Name, out var value) ? value
                : inputs[i].ExpressionType is null ? inputs[i].Value
                : null;
        return values;
    }

    private static string? JournalState(NodePlan plan, JsonObject? state)
    {
        if (state is null) return null;
        JsonObject? shown = null;
        foreach (var input in plan.Inputs)
        {
            if (!state.TryGetPropertyValue(input.Descriptor.Name, out var value) || value is null) continue;
            if (value.ToString() is { Length: > JournalValueLimit } text)
                (shown ??= Copy(state))[input.Descriptor.Name] = text[..JournalValueLimit] + "… (cut)";
        }
        return (shown ?? state).ToJsonString();
    }

    private static JsonObject Copy(JsonObject state) => (JsonObject)state.DeepClone();
}
