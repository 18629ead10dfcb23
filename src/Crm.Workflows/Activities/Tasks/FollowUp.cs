using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Tasks;

/// <summary>Work that comes up later by itself: a reminder of the deal that nobody has to wait for.</summary>
public sealed class FollowUp : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Crm.FollowUp")
    {
        Category = "Tasks",
        DisplayName = "Follow-up",
        Inputs = [.. TaskInputs.Shared, new("afterWorking", "Int32") { Required = true, Description = "Working minutes from now." }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var work = context.RequireRun();
        var after = context.Input<int?>("afterWorking") ?? 0;
        work.CreateTask(TaskInputs.Draft(context, work) with
        {
            FollowUpAt = work.Calendar.Add(context.Now, TimeSpan.FromMinutes(after)),
            DoneMinutes = after,
            Choices = [CreateTask.Finished],
            Awaited = false,
        });
        return ActivityResult.Done();
    }
}
