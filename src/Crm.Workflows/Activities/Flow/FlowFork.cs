using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>All named branches at once.</summary>
public sealed class FlowFork : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowFork")
    {
        Category = "Flow",
        DisplayName = "Fork",
        DynamicOutcomes = true,
        OutcomesOf = Branches,
        Inputs = [new("branches", "String[]")],
    };

    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Done(context.Input<string[]>("branches") ?? []);

    private static string[]? Branches(ActivityNode node)
    {
        if (node.Json["branches"] is not JsonObject { } envelope) return ValueReading.As<string[]>(node.Json["branches"]) ?? [];
        var expression = envelope["expression"] as JsonObject;
        if (expression?["type"]?.ToString() is not ("Literal" or "Object" or "Json")) return null;
        try
        {
            return ValueReading.As<string[]>(expression["value"]) ?? [];
        }
        catch (ExpressionException)
        {
            return null;
        }
    }
}
