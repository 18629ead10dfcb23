using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Workflows.Activities.Tasks;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Puts a task into an inbox by its name and waits until somebody completes it; in a trial whoever knows the id completes it.</summary>
public sealed class RunTask : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(Stimuli.RunTask)
    {
        Category = "Events",
        DisplayName = "Run task",
        Waits = true,
        Inputs =
        [
            new("taskName", "String") { Required = true },
            new("payload", "Object") { Description = "{ title: { en, ru }, instructions: { en, ru }, assignee, priority, dueIn }: all optional; the deal's owner gets the task by default, without a deal the process owners" },
        ],
        Outputs = [new("taskId", "String"), new("result", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var name = context.Input<string>("taskName") ?? throw new DomainException("GEN-012", "taskName");
        var id = context.Work is { } work ? work.CreateTask(Draft(name, context.Input("payload") as JsonObject, context, work)).Id.ToString("N") : context.NextId();
        context.State["taskId"] = id;
        context.SetOutput("taskId", id);
        return ActivityResult.Wait(context.CreateBookmark(
            Descriptor.Type, new JsonObject { ["TaskId"] = id, ["TaskName"] = name }, hashed: new JsonObject { ["TaskId"] = id }));
    }

    public override ActivityResult Resume(ActivityContext context, Stimulus stimulus)
    {
        context.SetOutput("result", stimulus.Input);
        return ActivityResult.Done();
    }

    public override void Canceled(ActivityContext context)
    {
        if (Guid.TryParseExact(context.State["taskId"]?.GetValue<string>(), "N", out var id)) context.Work?.CancelTask(id);
    }

    private static TaskDraft Draft(string name, JsonObject? payload, ActivityContext context, RunWork work) =>
        new(TaskInputs.Text(payload?["title"]) ?? new LocalText(name, name), TaskInputs.Addressee(ValueReading.As<string>(payload?["assignee"]), work))
        {
            Instructions = TaskInputs.Text(payload?["instructions"]),
            NodeId = context.Node.NodeId,
            Priority = ValueReading.As<int?>(payload?["priority"]) ?? 50,
            DoneMinutes = ValueReading.As<int?>(payload?["dueIn"]),
            Choices = [CreateTask.Finished],
        };
}
