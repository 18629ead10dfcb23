using Crm.Domain.Tasks;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Tasks;

/// <summary>Puts work into an inbox and waits for the person's choice, which is the exit.</summary>
public sealed class WaitForTask : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Crm.WaitForTask")
    {
        Category = "Tasks",
        DisplayName = "Task",
        Waits = true,
        Inputs =
        [
            .. TaskInputs.Shared,
            new("claimIn", "Int32") { Description = "Working minutes until somebody must have taken it." },
            new("dueIn", "Int32") { Description = "Working minutes until it must be done." },
            new("choices", "Object") { Required = true, Description = "[{ code, name, gates, reasonRequired, primary, outcome, approves, rejects }]" },
            new("approves", "String"),
            new("note", "String"),
            new("expireAfter", "Int32") { Description = "Working minutes after which the step gives up." },
        ],
        Outputs = [new("result", "String"), new("text", "String")],
        Outcomes = ["Expired", "Canceled"],
        DynamicOutcomes = true,
        OutcomesOf = node => [.. TaskInputs.Choices((node.Json["choices"]?["expression"])?["value"]).Select(c => c.Code), "Expired", "Canceled"],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var work = context.RequireRun();
        var task = work.CreateTask(TaskInputs.Draft(context, work) with
        {
            ClaimMinutes = context.Input<int?>("claimIn"),
            DoneMinutes = context.Input<int?>("dueIn"),
            Choices = TaskInputs.Choices(context.Input("choices")),
            Approves = context.Input<string>("approves"),
            Note = context.Input<string>("note"),
        });
        context.State["taskId"] = task.Id.ToString();
        var answer = context.CreateBookmark(Stimuli.WaitForTask, Stimuli.TaskPayload(task.Id));
        if (context.Input<int?>("expireAfter") is not { } minutes) return ActivityResult.Wait(answer);
        var until = work.Calendar.Add(context.Now, TimeSpan.FromMinutes(minutes));
        return ActivityResult.Wait(answer, context.CreateBookmark(Stimuli.Delay, new() { ["ResumeAt"] = System.Text.Json.Nodes.JsonValue.Create(until) }, until,
            includeInstanceId: true));
    }

    public override ActivityResult Resume(ActivityContext context, Stimulus stimulus)
    {
        if (stimulus.Name == Stimuli.Delay)
        {
            context.RequireRun().CancelTask(TaskId(context));
            return ActivityResult.Done("Expired");
        }
        context.SetOutput("result", stimulus.Input?["choice"]?.DeepClone());
        context.SetOutput("text", stimulus.Input?["text"]?.DeepClone());
        return ActivityResult.Done(stimulus.Input?["choice"]?.GetValue<string>() ?? Outcome.Done);
    }

    public override void Canceled(ActivityContext context) => context.Work?.CancelTask(TaskId(context));

    private static Guid TaskId(ActivityContext context) =>
        Guid.TryParse(context.State["taskId"]?.GetValue<string>(), out var id) ? id : Guid.Empty;
}
