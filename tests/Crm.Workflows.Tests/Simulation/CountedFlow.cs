using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Crm.Workflows.Tests.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>H-12: the counters of every running flowchart, counted again from the journal by the reference tables.</summary>
internal static class CountedFlow
{
    public static void Check(WorkflowGraph graph, InstanceState state, List<JournalEntry> journal)
    {
        // An undo puts counters back and leaves the rows; a start at a stage counts what it never ran.
        if (journal.Exists(row => row.EventName == JournalEvent.Undone)) return;
        foreach (var flowchart in state.ActivityExecutionContexts.Where(e => graph.Find(e.ScheduledActivityNodeId)?.Flowchart is not null))
            Check(graph.Find(flowchart.ScheduledActivityNodeId)!.Flowchart!, flowchart, [.. journal.Where(row => row.ParentActivityInstanceId == flowchart.Id)]);
    }

    private static void Check(FlowchartGraph flow, ActivityExecution flowchart, List<JournalEntry> rows)
    {
        if (rows.Find(row => row.EventName == JournalEvent.Started) is not { } first || flow.PositionOf(first.ActivityId) != flow.Root()) return;
        var tables = new ReferenceTables(Drawn(flow), flow.Root());
        foreach (var row in rows) Follow(tables, flow, row);
        var counters = (JsonObject)flowchart.Properties!["FlowScope"]!;
        Same("nodes", flow.Children.Select((child, n) => (child.Id, tables.NodeVisits[n].ToString())), Stored(counters, "ActivitiesVisitCount"));
        Same("connections", flow.Connections.Select((c, e) => (c.Key, tables.EdgeVisits[e].ToString())), Stored(counters, "ConnectionVisitCount"));
        Same("followed", flow.Connections.Select((c, e) => (c.Key, tables.EdgeVisits[e] == 0 ? "0" : tables.Followed[e] ? "true" : "false")), Stored(counters, "ConnectionLastVisitFollowed"));
        var skipped = rows.Where(row => row.EventName == JournalEvent.Skipped).Select(row => row.ActivityId);
        if (!skipped.Order().SequenceEqual(tables.Skipped.Select(n => flow.Children[n].Id).Order())) throw new BrokenPromise("H-12: other steps were skipped than the rules skip.");
    }

    private static void Follow(ReferenceTables tables, FlowchartGraph flow, JournalEntry row)
    {
        var run = row.ActivityInstanceId ?? "";
        switch (row.EventName)
        {
            case JournalEvent.Started:
                if (!tables.Start(run, flow.PositionOf(row.ActivityId))) throw new BrokenPromise($"H-12: {row.ActivityNodeId} started, and no rule says so.");
                break;
            case JournalEvent.Completed:
                tables.Complete(run, [.. JsonNode.Parse(row.Payload!)!["Outcomes"]!.AsArray().Select(o => o!.ToString())]);
                break;
            case JournalEvent.Canceled:
                if (tables.IsRunning(run)) tables.Cancel(run);
                else if (!tables.NoLongerNeeded.Contains(run)) throw new BrokenPromise($"H-12: {row.ActivityNodeId} was canceled without having run.");
                break;
        }
    }

    private static RandomGraph Drawn(FlowchartGraph flow) => new(flow.Children.Count,
        [.. flow.Connections.Select(c => (c.Source, c.Port, c.Target))],
        [.. flow.Children.Select(child => child.Type == "Elsa.FlowJoin" ? Mode(child) : null)]);

    private static string Mode(ActivityNode join) => join.Json["mode"]?["expression"]?["value"]?.ToString() ?? "WaitAny";

    private static Dictionary<string, string> Stored(JsonObject counters, string member) =>
        ((JsonObject)counters[member]!).ToDictionary(count => count.Key, count => count.Value!.ToJsonString());

    private static void Same(string what, IEnumerable<(string Name, string Count)> counted, Dictionary<string, string> stored)
    {
        foreach (var (name, count) in counted)
            if (stored.GetValueOrDefault(name, "0") != count) throw new BrokenPromise($"H-12: {what}: {name} is {stored.GetValueOrDefault(name, "0")} in the document, {count} by the rules.");
    }
}
