using System.Text.Json.Nodes;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime;

/// <summary>The stimuli that the product's own steps wait for.</summary>
public static class Stimuli
{
    public const string WaitForTask = "Crm.WaitForTask", WaitForMove = "Crm.WaitForMove", Delay = "Elsa.Delay", Event = "Elsa.Event";

    public static JsonObject TaskPayload(Guid taskId) => new() { ["TaskId"] = taskId.ToString("N") };

    public static JsonObject MovePayload(Guid dealId) => new() { ["DealId"] = dealId.ToString("N") };

    public static Stimulus TaskCompleted(TaskItem task, bool confirm) =>
        Stimulus.For(WaitForTask, TaskPayload(task.Id), new JsonObject { ["choice"] = task.ResultChoice, ["text"] = task.ResultText })
            with
        { Confirm = confirm };

    public static Stimulus Moved(Guid dealId, string outcome) =>
        Stimulus.For(WaitForMove, MovePayload(dealId), new JsonObject { ["stage"] = outcome });
}
