using Crm.Workflows.Runtime;

namespace Crm.Fault.Tests.History;

/// <summary>H-09, H-10, H-11, H-14 and the run's part of H-18: waits, their ends, timers, and the columns beside the document.</summary>
internal static class RunRules
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    /// <param name="restAt">The moment since which the host had nothing to do; null when timers were not fired.</param>
    public static IEnumerable<Violation> Of(Tables tables, DateTimeOffset? restAt) =>
    [
        .. tables.Bookmarks.Where(b => !tables.Runs.ContainsKey(b.Key)).Select(b => new Violation("H-09", $"bookmark {b.First().Id}", "its run does not exist")),
        .. tables.Runs.Values.SelectMany(run => Of(tables, run, tables.Documents[run.Id], restAt)),
    ];

    private static IEnumerable<Violation> Of(Tables tables, WorkflowInstance run, InstanceState document, DateTimeOffset? restAt) =>
    [
        .. Waits(tables, run, document), .. Burned(tables, run, document), .. Finished(tables, run), .. Timers(tables, run, restAt), .. Columns(run, document),
    ];

    private static IEnumerable<Violation> Waits(Tables tables, WorkflowInstance run, InstanceState document)
    {
        var bookmarks = tables.Bookmarks[run.Id].ToList();
        foreach (var bookmark in bookmarks)
        {
            if (run.Status != WorkflowStatus.Suspended) yield return new("H-09", $"bookmark {bookmark.Id}", $"its run is {run.Status}");
            var node = document.ActivityExecutionContexts.Find(e => e.Id == bookmark.ActivityInstanceId);
            if (node is not { Status: NodeStatus.Running }) yield return new("H-09", $"bookmark {bookmark.Id}", $"its step is {node?.Status.ToString() ?? "gone"}");
        }
        if (!bookmarks.Select(b => b.Id).Order().SequenceEqual(document.Bookmarks.Select(b => b.Id).Order()))
            yield return new("H-09", $"run {run.Id}", $"{bookmarks.Count} waits are stored, and its document has {document.Bookmarks.Count}");
        var hasChild = tables.Runs.Values.Any(child => child.ParentInstanceId == run.Id && child.IsOpen);
        if (run.Status == WorkflowStatus.Suspended && bookmarks.Count == 0 && run.OpenIncidents == 0 && !hasChild)
            yield return new("H-09", $"run {run.Id}", "it waits for nothing and has not ended");
        if (run.Status == WorkflowStatus.Running) yield return new("H-09", $"run {run.Id}", "it is in the middle of a cycle");
    }

    private static IEnumerable<Violation> Burned(Tables tables, WorkflowInstance run, InstanceState document)
    {
        var journal = tables.Journal[run.Id].ToList();
        if (journal.Exists(e => e.EventName == JournalEvent.Undone)) yield break;
        foreach (var step in journal.GroupBy(e => e.ActivityInstanceId).Where(g => g.Any(e => e.EventName == JournalEvent.Suspended)))
        {
            var waited = step.Count(e => e.EventName == JournalEvent.Suspended);
            var ended = step.Count(e => e.EventName is JournalEvent.Resumed or JournalEvent.Canceled);
            var waits = document.Bookmarks.Exists(b => b.ActivityInstanceId == step.Key) ? 1 : 0;
            if (ended + waits != waited) yield return new("H-10", $"run {run.Id} step {step.First().ActivityId}", $"it waited {waited} times, {ended} waits have ended and {waits} goes on");
        }
    }

    private static IEnumerable<Violation> Finished(Tables tables, WorkflowInstance run)
    {
        if (run.IsOpen) yield break;
        foreach (var bookmark in tables.Bookmarks[run.Id]) yield return new("H-11", $"bookmark {bookmark.Id}", $"its run {run.Id} is {run.Status}");
        foreach (var task in tables.Tasks.Where(t => t.InstanceId == run.Id && t.IsOpen && t.Awaited))
            yield return new("H-11", $"task {task.Id}", $"it is open, and its run {run.Id} is {run.Status}");
    }

    private static IEnumerable<Violation> Timers(Tables tables, WorkflowInstance run, DateTimeOffset? restAt)
    {
        foreach (var step in tables.Journal[run.Id].Where(e => e.ActivityType == "Elsa.Delay").GroupBy(e => e.ActivityInstanceId))
        {
            var fired = step.Where(e => e.EventName == JournalEvent.Resumed).ToList();
            if (fired.Count > 1) yield return new("H-14", $"run {run.Id} entry {fired[1].Sequence}", "its timer fired a second time");
            var span = step.Select(Span).FirstOrDefault(s => s is not null);
            var since = step.First().Timestamp;
            if (fired.Count > 0 && span is { } wait && fired[0].Timestamp < since + wait)
                yield return new("H-14", $"run {run.Id} entry {fired[0].Sequence}", $"its timer fired {since + wait - fired[0].Timestamp} early");
        }
        foreach (var bookmark in tables.Bookmarks[run.Id].Where(b => b.DueAt is not null && restAt - b.DueAt > Late))
            yield return new("H-14", $"bookmark {bookmark.Id}", $"it was due at {bookmark.DueAt:O} and has not fired");
    }

    private static TimeSpan? Span(JournalEntry entry) =>
        entry.ActivityState is { } state && System.Text.Json.Nodes.JsonNode.Parse(state)?["timeSpan"] is { } span && TimeSpan.TryParse((string?)span,
            System.Globalization.CultureInfo.InvariantCulture, out var wait) ? wait : null;

    private static IEnumerable<Violation> Columns(WorkflowInstance run, InstanceState document)
    {
        if (run.Status != document.Status) yield return new("H-18", $"run {run.Id}", $"it is {run.Status}, and its document {document.Status}");
        var incidents = document.Incidents.Count(i => i.IsOpen);
        if (run.OpenIncidents != incidents) yield return new("H-18", $"run {run.Id}", $"it counts {run.OpenIncidents} open incidents, and its document has {incidents}");
    }
}
