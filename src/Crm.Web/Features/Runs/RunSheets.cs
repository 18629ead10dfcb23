using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Runs;

/// <summary>Reads one run for its page and its API: the document, what is around it, and its steps with what became of them.</summary>
internal sealed class RunSheets(IDbContextFactory<CrmDbContext> databases, DefinitionCatalog catalog, RunWaits waits, RunTitles titles)
{
    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <exception cref="DomainException">GEN-008: there is no such run.</exception>
    public async Task<RunSheet> Find(Guid id, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var run = await database.Set<WorkflowInstance>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellation) ?? throw new DomainException("GEN-008");
        var (state, graph, names) = (run.ReadState(), await catalog.Find(run.DefinitionVersionId, cancellation), await titles.All(cancellation));
        var deal = run.DealId is { } dealId ? await database.Set<Deal>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == dealId, cancellation) : null;
        var near = await database.Set<WorkflowInstance>().AsNoTracking().Where(i => i.ParentInstanceId == id || i.Id == run.ParentInstanceId).OrderBy(i => i.CreatedAt)
            .Select(i => new { i.Id, i.DefinitionId, i.Status }).ToListAsync(cancellation);
        var links = near.ConvertAll(i => new RunLink(i.Id, names.GetValueOrDefault(i.DefinitionId) ?? i.DefinitionId, i.Status));
        return new RunSheet(run, names.GetValueOrDefault(run.DefinitionId) ?? run.DefinitionId)
        {
            Graph = graph,
            Deal = deal is null ? null : $"{deal.Number} {deal.Name}",
            Leads = deal is not null && run.Leads(deal),
            Parent = links.Find(l => l.Id == run.ParentInstanceId),
            Children = links.FindAll(l => l.Id != run.ParentInstanceId),
            Waits = [.. (await waits.Of(new Dictionary<Guid, string> { [id] = run.DefinitionVersionId }, database, cancellation))[id]],
            Faults = [.. state.Incidents.OrderByDescending(i => i.Timestamp).Select(i => FaultOf(i, graph))],
            Variables = [.. Variables(state, graph)],
            Input = [.. state.Input.Select(m => RunValue.From(m.Key, m.Value))],
            Output = [.. state.Output.Select(m => RunValue.From(m.Key, m.Value))],
            Steps = graph is null ? new Dictionary<string, RunStep>() : await Steps(id, state, graph, database, cancellation),
        };
    }

    private static RunFault FaultOf(Incident incident, WorkflowGraph? graph) =>
        new(incident.ActivityInstanceId, incident.ActivityNodeId, graph?.Find(incident.ActivityNodeId)?.Node.Title(Language) ?? incident.ActivityId,
            StuckFaults.Of(incident), StuckFaults.ReasonOf(incident), incident.Timestamp, incident.Resolution, incident.ResolvedAt)
        {
            Exception = incident.Exception?.Type,
            Stack = incident.Exception?.StackTrace,
        };

    /// <summary>Values of variables live with the open run of the container that declares them.</summary>
    private static IEnumerable<RunValue> Variables(InstanceState state, WorkflowGraph? graph)
    {
        foreach (var execution in state.ActivityExecutionContexts)
        {
            var node = graph?.Find(execution.ScheduledActivityNodeId)?.Node;
            var of = node is null || node.Parent is null || node.Parent.Index < 0 ? null : node.Title(Language);
            foreach (var (id, value) in execution.Properties?["Variables"] as JsonObject ?? [])
                yield return RunValue.From(node?.Variables.FirstOrDefault(v => v.Id == id)?.Name ?? id, value, of);
            foreach (var variable in execution.DynamicVariables) yield return RunValue.From(variable.Name, variable.Value, of);
        }
    }

    private static async Task<IReadOnlyDictionary<string, RunStep>> Steps(Guid id, InstanceState state, WorkflowGraph graph, CrmDbContext database,
        CancellationToken cancellation)
    {
        var counted = (await Journal(id, database, cancellation)).ToLookup(row => row.NodeId, StringComparer.Ordinal);
        var faulted = state.Incidents.Where(i => i.IsOpen).Select(i => i.ActivityNodeId).ToHashSet(StringComparer.Ordinal);
        var waiting = state.Bookmarks.Select(b => b.ActivityNodeId).ToHashSet(StringComparer.Ordinal);
        var working = state.ActivityExecutionContexts.Where(e => e.Status == NodeStatus.Running).Select(e => e.ScheduledActivityNodeId).ToHashSet(StringComparer.Ordinal);
        var steps = new Dictionary<string, RunStep>(StringComparer.Ordinal);
        foreach (var node in graph.Plans.Select(p => p.Node))
        {
            var rows = counted[node.NodeId].ToList();
            var now = faulted.Contains(node.NodeId) ? RunStepState.Faulted
                : waiting.Contains(node.NodeId) ? RunStepState.Waiting
                : working.Contains(node.NodeId) ? RunStepState.Working
                : rows.MaxBy(r => r.Last)?.Event switch
                {
                    JournalEvent.Completed => RunStepState.Done,
                    JournalEvent.Canceled => RunStepState.Canceled,
                    JournalEvent.Skipped => RunStepState.Skipped,
                    _ => RunStepState.Ahead,
                };
            steps.TryAdd(node.NodeId, new RunStep(node, node.Title(Language), now, rows.Find(r => r.Event == JournalEvent.Completed)?.Count ?? 0));
        }
        return steps;
    }

    /// <summary>How often what happened at each node; what an undoing took back does not count.</summary>
    private static async Task<List<Happened>> Journal(Guid id, CrmDbContext database, CancellationToken cancellation)
    {
        var journal = database.Set<JournalEntry>().AsNoTracking().Where(j => j.WorkflowInstanceId == id);
        var undone = await journal.Where(j => j.EventName == JournalEvent.Undone && j.Payload != null).Select(j => new { j.Sequence, j.Payload }).ToListAsync(cancellation);
        foreach (var undoing in undone)
            if ((JsonNode.Parse(undoing.Payload!) as JsonObject)?["From"]?.GetValue<long>() is { } from)
                journal = journal.Where(j => j.Sequence < from || j.Sequence > undoing.Sequence);
        return await journal.GroupBy(j => new { j.ActivityNodeId, j.EventName })
            .Select(g => new Happened(g.Key.ActivityNodeId, g.Key.EventName, g.Count(), g.Max(j => j.Sequence))).ToListAsync(cancellation);
    }

    private sealed record Happened(string NodeId, string Event, int Count, long Last);
}
