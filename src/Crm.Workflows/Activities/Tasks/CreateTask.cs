using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Tasks;

/// <summary>Puts work into an inbox and goes on.</summary>
public sealed class CreateTask : Activity
{
    internal static readonly TaskChoice Finished = new("Done", new LocalText("Done", "Готово")) { Primary = true };

    public override ActivityDescriptor Descriptor { get; } = new("Crm.CreateTask")
    {
        Category = "Tasks",
        DisplayName = "Create a task",
        Inputs = [.. TaskInputs.Shared, new("dueIn", "Int32") { Description = "Working minutes." }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var work = context.RequireRun();
        work.CreateTask(TaskInputs.Draft(context, work) with { DoneMinutes = context.Input<int?>("dueIn"), Choices = [Finished], Awaited = false });
        return ActivityResult.Done();
    }
}
