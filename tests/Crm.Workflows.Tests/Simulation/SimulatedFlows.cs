using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>Definitions that together wait in every way, join in every way, start others and fail.</summary>
internal static class SimulatedFlows
{
    public static readonly string[] Events = ["Signed", "Paid", "Told"];

    /// <summary>Deals run under these.</summary>
    public static IReadOnlyDictionary<string, WorkflowDefinition> OfDeals { get; } = new Dictionary<string, Flow>
    {
        ["all-branches"] = Flow.New().Fork("F", "x", "y", "z").Task("T", "ok", "no").Event("E", "Signed").Delay("D", "02:00:00")
            .Join("J", "WaitAll").Task("L", "ok").Edge("F:x", "T").Edge("F:y", "E").Edge("F:z", "D").Edge("T:ok", "J").Edge("E", "J").Edge("D", "J").Edge("J", "L"),
        ["first-branch"] = Flow.New().Fork("F", "x", "y", "z").Task("T", "ok").Event("E", "Paid").Delay("D", "00:30:00").Join("J", "WaitAny")
            .Publish("P", "Told").Edge("F:x", "T").Edge("F:y", "E").Edge("F:z", "D").Edge("T:ok", "J").Edge("E", "J").Edge("D", "J").Path("J", "P"),
        ["active-branches"] = Flow.New().Fork("F", "x", "y").Task("A", "ok", "no").Task("B", "ok", "no").Join("J", "WaitAllActive").Task("C", "ok")
            .Edge("F:x", "A").Edge("F:y", "B").Edge("A:ok", "J").Edge("B:ok", "J").Edge("J", "C"),
        ["rework"] = Flow.New().Task("W", "ok").Task("R", "ok", "redo", "drop").Task("X", "ok").Delay("P", "00:10:00").Task("Z", "ok")
            .Edge("W:ok", "R").Edge("R:ok", "P").Edge("R:redo", "X").Edge("R:drop", "Z").Edge("X:ok", "W"),
        ["unsteady"] = Flow.New().Fork("F", "x", "y").Node("U", "Test.Unsteady").Task("T", "ok").Join("J", "WaitAll").Node("V", "Test.Unsteady")
            .Edge("F:x", "U").Edge("F:y", "T").Edge("U", "J").Edge("T:ok", "J").Edge("J", "V"),
        ["stops"] = Flow.New().Strategy("FaultStrategy").Fork("F", "x", "y", "z").Task("A", "ok").Delay("D", "01:00:00").Task("T", "ok").Node("U", "Test.Unsteady")
            .Edge("F:x", "A").Edge("F:y", "D").Edge("F:z", "T").Edge("A:ok", "U"),
        ["parent"] = Flow.New().Call("C", "ExecuteWorkflow", "slow-child", wait: true).Call("G", "DispatchWorkflow", "slow-child", wait: true)
            .Call("H", "DispatchWorkflow", "quick-child").Call("I", "ExecuteWorkflow", "quick-child", wait: true).Path("C", "G", "H", "I"),
        ["first-child"] = Flow.New().Fork("F", "x", "y", "z").Call("C", "DispatchWorkflow", "slow-child", wait: true).Call("G", "ExecuteWorkflow", "slow-child", wait: true)
            .Task("T", "ok").Join("J", "WaitAny").Edge("F:x", "C").Edge("F:y", "G").Edge("F:z", "T").Edge("C", "J").Edge("G", "J").Edge("T:ok", "J"),
        ["rounds"] = Flow.New().Node("L", "For", ("start", Flow.Literal(1, "Int32")), ("end", Flow.Literal(3, "Int32")), ("body", Steps.Task("B", "ok")))
            .Node("P", "ParallelForEach", ("items", Flow.Expression("Object", new JsonArray(1, 2, 3), "Object[]")), ("body", Steps.Delay("Q", "00:05:00")))
            .Path("L", "P"),
        ["told-before"] = Flow.New().Publish("P", "Signed").Delay("D", "00:01:00").Event("E", "Signed").Event("G", "Told").Path("P", "D", "E", "G"),
        ["expires"] = Flow.New().Node("T", "Crm.WaitForTask", [.. Steps.TaskInputs("T", "ok"), ("expireAfter", Flow.Literal(60, "Int32"))])
            .Node("N", "Crm.CreateTask", [.. Steps.TitleInputs("N")]).Node("R", "RunTask", ("taskName", Flow.Literal("Call"))).Node("M", "Crm.CancelWork").Node("Z", "End")
            .Edge("T:Expired", "N").Edge("T:ok", "R").Edge("N", "R").Path("R", "M", "Z"),
        ["cancels"] = Flow.New().Fork("F", "x", "y", "z").Task("T", "ok").Node("R", "RunTask", ("taskName", Flow.Literal("Call"))).Delay("D", "00:30:00")
            .Node("M", "Crm.CancelWork").Join("J", "WaitAll").Event("E", "Paid").Task("L", "ok")
            .Edge("F:x", "T").Edge("F:y", "R").Edge("F:z", "D").Path("D", "M").Edge("T:ok", "J").Edge("R", "J").Edge("M", "J").Edge("T:Canceled", "E").Edge("J", "L"),
        ["closes"] = Flow.New().Call("C", "DispatchWorkflow", "slow-child").Call("G", "DispatchWorkflow", "middle-child").Fork("F", "x", "y").Task("T", "won", "no").Task("B", "ok")
            .Node("W", "Crm.CloseDeal").Path("C", "G", "F").Edge("F:x", "T").Edge("F:y", "B").Edge("T:won", "W"),
    }.ToDictionary(flow => flow.Key, flow => Named(flow.Key, flow.Value.Custom("crm:dealType", flow.Key)));

    /// <summary>Other runs start these.</summary>
    public static IReadOnlyList<WorkflowDefinition> Children { get; } =
    [
        Named("slow-child", Flow.New().Fork("F", "x", "y").Task("T", "ok").Delay("D", "03:00:00").Join("J", "WaitAny").Publish("P", "Paid")
            .Edge("F:x", "T").Edge("F:y", "D").Edge("T:ok", "J").Edge("D", "J").Path("J", "P")),
        Named("middle-child", Flow.New().Call("C", "ExecuteWorkflow", "slow-child", wait: true).Publish("P", "Signed").Path("C", "P")),
        Named("quick-child", Flow.New().Publish("P", "Told").Node("S", "SetName", ("value", Flow.Literal("quick"))).Path("P", "S")),
    ];

    public static WorkflowDefinition Named(string id, Flow flow) => flow.Definition().With(json =>
    {
        json["definitionId"] = id;
        json["id"] = id + "-1";
    });
}
