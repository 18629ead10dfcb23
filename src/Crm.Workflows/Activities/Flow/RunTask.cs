using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Asks for a task and waits until somebody completes it.</summary>
public sealed class RunTask : Activity
{
    /// <summary>The kind of effect that creates the task; its payload carries the id that the bookmark waits for.</summary>
    public const string EffectKind = "task.requested";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.RunTask")
    {
        Category = "Events",
        DisplayName = "Run task",
        Inputs = [new("taskName", "String") { Required = true }, new("payload", "Object")],
        Outputs = [new("taskId", "String"), new("result", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var id = context.NextId();
        var name = context.Input<string>("taskName");
        context.SetOutput("taskId", id);
        context.Raise(EffectKind, new JsonObject
        {
            ["taskId"] = id,
            ["taskName"] = name,
            ["nodeId"] = context.Node.NodeId,
            ["payload"] = context.Input("payload")?.DeepClone(),
        });
        return ActivityResult.Wait(context.CreateBookmark(
            Descriptor.Type, new JsonObject { ["TaskId"] = id, ["TaskName"] = name }, hashed: new JsonObject { ["TaskId"] = id }));
    }

    public override ActivityResult Resume(ActivityContext context, Stimulus stimulus)
    {
        context.SetOutput("result", stimulus.Input);
        return ActivityResult.Done();
    }
}
