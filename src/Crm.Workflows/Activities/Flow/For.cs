using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The body once per number from start to end; which of them is greater says whether it counts up or down.</summary>
public sealed class For : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.For")
    {
        Category = "Flow",
        DisplayName = "For",
        IsContainer = true,
        IsLoop = true,
        Inputs =
        [
            new("start", "Int32") { Default = 0 },
            new("end", "Int32") { Default = 0 },
            new("step", "Int32") { Default = 1, Description = "How far from one number to the next; zero is refused." },
            new("outerBoundInclusive", "Boolean") { Default = true, Description = "Whether the end itself is a round." },
        ],
        Outputs = [new("currentValue", "Int32")],
    };

    public override ActivityResult Execute(ActivityContext context) => Round(context, context.Input<int>("start"));

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        Round(context, (long)context.State["CurrentValue"]! + Step(context));

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => ChildCompleted(context, child, tag, []);

    private static ActivityResult Round(ActivityContext context, long value)
    {
        var end = context.Input<int>("end");
        var left = Step(context) > 0 ? end - value : value - end;
        if (context.Node.Port("body") is not { } body || left < 0 || (left == 0 && !context.Input<bool>("outerBoundInclusive"))) return ActivityResult.Done();
        context.State["CurrentValue"] = value;
        context.SetOutput("currentValue", value);
        context.Schedule(body, null, new DynamicVariable("CurrentValue", JsonValue.Create(value)));
        return ActivityResult.Working;
    }

    private static long Step(ActivityContext context)
    {
        var size = Math.Abs((long)context.Input<int>("step"));
        if (size == 0) throw new ExpressionException("EX-CONVERT", "A step of zero never ends.");
        return context.Input<int>("end") >= context.Input<int>("start") ? size : -size;
    }
}
