using System.Text.Json.Nodes;

namespace Crm.Workflows.Expressions;

/// <summary>What one evaluation may see and, outside conditions, write. Values are JSON copies, never entities.</summary>
public abstract class ExpressionScope
{
    /// <summary>The time of the execution cycle; scripts have no other clock (JS-02).</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>The read-only view of the deal, when the instance has one.</summary>
    public virtual JsonObject? Deal => null;

    public virtual string? CorrelationId { get => null; set => throw Refused("setCorrelationId"); }
    public virtual string? InstanceName { get => null; set => throw Refused("setWorkflowInstanceName"); }
    public virtual string InstanceId => "";
    public virtual string DefinitionId => "";
    public virtual string DefinitionVersionId => "";
    public virtual int DefinitionVersion => 0;

    public virtual IReadOnlyCollection<string> VariableNames => [];
    public virtual IReadOnlyCollection<string> InputNames => [];

    public virtual bool TryVariable(string id, out JsonNode? value)
    {
        value = null;
        return false;
    }

    public virtual JsonNode? VariableNamed(string name) => null;
    public virtual void SetVariableNamed(string name, JsonNode? value) => throw Refused("setVariable");
    public virtual JsonNode? Input(string name) => null;
    public virtual JsonNode? OutputOf(string activity, string? output) => null;
    public virtual JsonNode? LastResult() => null;
    public virtual void SetOutcomes(IReadOnlyList<string> outcomes) => throw Refused("setOutcome");

    /// <summary>Drawn from the seeded source of the cycle, so that a replay draws the same.</summary>
    public abstract double NextRandom();

    public abstract Guid NextGuid();

    private static ExpressionException Refused(string member) => new("EX-SCRIPT", $"{member} is not possible here.");
}
