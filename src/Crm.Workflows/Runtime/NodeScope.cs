using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>What the expressions of one run of a node see and write (SC-01 and section 4.5).</summary>
internal sealed class NodeScope(CycleRun run, ActivityContext context) : ExpressionScope
{
    private List<string>? _names;

    public override DateTimeOffset Now => run.Scope.Now;
    // Asked for anew each time: a step earlier in the same cycle may have moved the deal.
    public override JsonObject? Deal => run.Scope.DealView ?? (run.Scope.Work as DealWork)?.View();
    public override string InstanceId => run.State.Id;
    public override string DefinitionId => run.State.DefinitionId;
    public override string DefinitionVersionId => run.State.DefinitionVersionId;
    public override int DefinitionVersion => run.State.DefinitionVersion;
    public override string? CorrelationId { get => context.CorrelationId; set => context.Correlate(value); }
    public override string? InstanceName { get => context.InstanceName; set => context.SetName(value); }
    public override IReadOnlyCollection<string> InputNames => CycleRun.UseAround(context.Execution) is null ? run.InputNames : [];

    public override IReadOnlyCollection<string> VariableNames => _names ??= Names().Distinct(StringComparer.Ordinal).ToList();

    public override bool TryVariable(string id, out JsonNode? value) => context.TryVariable(id, out value);

    public override JsonNode? VariableNamed(string name)
    {
        var place = VariablePlace.Named(context.Execution, name);
        return place is { } found && context.TryVariable(found.Id, out var value) ? value : null;
    }

    public override void SetVariableNamed(string name, JsonNode? value)
    {
        var place = VariablePlace.Named(context.Execution, name)
            ?? throw new ExpressionException("EX-SCOPE", $"There is no variable {name} here.");
        context.SetVariable(place.Id, value);
    }

    public override JsonNode? Input(string name) => run.DefinitionInput(context.Execution, name);
    public override JsonNode? OutputOf(string activity, string? output) => run.OutputOf(activity, output);
    public override JsonNode? LastResult() => run.LastResult;
    public override void SetOutcomes(IReadOnlyList<string> outcomes) => context.ScriptOutcomes = outcomes;
    public override double NextRandom() => run.Random.NextDouble();
    public override Guid NextGuid() => run.Random.NextGuid();

    private IEnumerable<string> Names()
    {
        for (var at = context.Execution; at is not null; at = at.Parent)
        {
            foreach (var variable in at.DynamicVariables) yield return variable.Name;
            foreach (var variable in at.Plan.Node.Variables) yield return variable.Name;
        }
    }
}
