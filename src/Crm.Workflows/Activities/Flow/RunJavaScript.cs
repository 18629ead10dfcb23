using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Runs a script; it may name the outcomes to leave by.</summary>
public sealed class RunJavaScript : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.RunJavaScript")
    {
        Category = "Data",
        DisplayName = "Run JavaScript",
        DynamicOutcomes = true,
        Inputs = [new("script", "String") { IsWrapped = false }, new("possibleOutcomes", "String[]")],
        Outputs = [new("result", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        // The member is the source itself, whatever type its envelope names: evaluating it first would run it twice.
        var script = context.Input("script") is JsonObject envelope ? (envelope["expression"] as JsonObject)?["value"] : context.Input("script");
        var result = context.Evaluate(new JsonObject { ["type"] = "JavaScript", ["value"] = script?.DeepClone() }, "Object");
        context.SetOutput("result", result);
        return ActivityResult.Done(context.ScriptOutcomes ?? []);
    }
}
