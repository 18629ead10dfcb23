using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The embedded branches all at once; done when all of them are, or when the first is, and then the others are canceled.</summary>
public sealed class Fork : Activity
{
    private const string WaitAny = "WaitAny";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Fork")
    {
        Category = "Flow",
        DisplayName = "Fork (embedded)",
        IsContainer = true,
        Inputs = [new("joinMode", "String") { IsWrapped = false, Default = "WaitAll", Options = ["WaitAll", WaitAny], Description = "Of the steps in branches." }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        foreach (var branch in context.Node.Children) context.Schedule(branch);
        return context.Node.Children.Count > 0 ? ActivityResult.Working : ActivityResult.Done();
    }

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes)
    {
        if (ValueReading.As<string>(context.Input("joinMode")) is not WaitAny) return Next(context);
        context.CancelChildren();
        return ActivityResult.Done();
    }

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => Next(context);

    private static ActivityResult Next(ActivityContext context) => context.HasOpenWork ? ActivityResult.Working : ActivityResult.Done();
}
