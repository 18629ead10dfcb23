using System.Text.Json.Nodes;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime;

/// <summary>The stimuli that the product's own steps wait for.</summary>
public static class Stimuli
{
    public const string WaitForTask = "Crm.WaitForTask", RunTask = "Elsa.RunTask", WaitForMove = "Crm.WaitForMove", Delay = "Elsa.Delay", Event = "Elsa.Event",
        ExecuteWorkflow = "Elsa.ExecuteWorkflow", DispatchWorkflow = "Elsa.DispatchWorkflow", HttpRequest = "Elsa.FlowSendHttpRequest";

    public static JsonObject TaskPayload(Guid taskId) => new() { ["TaskId"] = taskId.ToString("N") };

    public static Guid TaskOf(Bookmark wait) => Guid.TryParse(wait.ReadPayload()["TaskId"]?.GetValue<string>(), out var id) ? id : Guid.Empty;

    public static JsonObject MovePayload(Guid dealId) => new() { ["DealId"] = dealId.ToString("N") };

    /// <summary>One for each kind of step that waits for a task; the first that fits is the one.</summary>
    public static IEnumerable<Stimulus> TaskCompleted(TaskItem task, bool confirm) => new[] { WaitForTask, RunTask }.Select(step =>
        Stimulus.For(step, TaskPayload(task.Id), new JsonObject { ["choice"] = task.ResultChoice, ["text"] = task.ResultText }) with { Confirm = confirm });

    public static JsonObject HttpPayload(string callId) => new() { ["RequestId"] = callId };

    public static JsonObject ChildPayload(Guid instanceId) => new() { ["ChildInstanceId"] = instanceId.ToString() };

    /// <summary>One for each kind of step that waits for another run; the first that fits is the one.</summary>
    public static IEnumerable<Stimulus> ChildEnded(ChildResult result) => new[] { ExecuteWorkflow, DispatchWorkflow }.Select(step =>
        Stimulus.For(step, ChildPayload(result.WorkflowInstanceId), result.ToJson()));

    public static Stimulus Moved(Guid dealId, string outcome) =>
        Stimulus.For(WaitForMove, MovePayload(dealId), new JsonObject { ["stage"] = outcome });
}
