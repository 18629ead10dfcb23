using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Gives a variable a value; only the id of the reference counts.</summary>
public sealed class SetVariable : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.SetVariable")
    {
        Category = "Data",
        DisplayName = "Set variable",
        Inputs = [new("variable", "Object") { IsWrapped = false, Required = true }, new("value", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var id = (context.Input("variable") as JsonObject)?["id"]?.ToString() ?? throw new ExpressionException("EX-SCOPE", "No variable is named.");
        context.SetVariable(id, context.Input("value"));
        return ActivityResult.Done();
    }
}
