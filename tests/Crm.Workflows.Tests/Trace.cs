using System.Text.Json.Nodes;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests;

/// <summary>One instance under test: what ran in which order, what waits, what was counted.</summary>
internal sealed class Trace
{
    public static readonly DateTimeOffset Start = new(2027, 1, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly ExpressionEvaluator Expressions = new();
    private static readonly Guid Id = new("0197f0a0-0000-7000-8000-000000000001");
    private readonly ActivityRegistry _registry;

    public Trace(WorkflowDefinition definition, (string, string)[] outcomes, string? entry = null, Func<CycleScope, CycleScope>? scope = null,
        IEnumerable<Activity>? more = null, (string, Stimulus)? trigger = null, JsonObject? input = null)
    {
        _registry = new ActivityRegistry([.. FlowActivities.All, new TestStep(outcomes), .. more ?? []]);
        Graph = WorkflowGraph.Build(definition, _registry.Descriptors);
        Change = scope ?? (s => s);
        Last = entry is null
            ? ExecutionCycle.Start(Graph, Id, "deal-1", input, Scope(), trigger)
            : ExecutionCycle.StartAt(Graph, Id, "deal-1", input, $"Workflow1:{definition.Root!.Id}:{entry}", Scope());
        Journal.AddRange(Last.Journal);
    }

    public WorkflowGraph Graph { get; }
    public Func<CycleScope, CycleScope> Change { get; set; }
    public DateTimeOffset Now { get; set; } = Start;
    public CycleResult Last { get; private set; }
    public List<JournalEntry> Journal { get; } = [];
    public InstanceState State => Last.State;
    public WorkflowStatus Status => Last.Status;

    /// <summary>Ids in the order they started, without containers.</summary>
    public string Order => string.Join(' ', Journal.Where(e => e.EventName == "Started" && !IsContainer(e)).Select(e => e.ActivityId));

    public string Skipped => string.Join(' ', Journal.Where(e => e.EventName == "Skipped").Select(e => e.ActivityId));

    /// <summary>The journal as the format writes traces: without the rows of the definition itself.</summary>
    public string[] Rows => Journal.Where(e => e.ActivityType != "Elsa.Workflow").Select(e => $"{e.ActivityId} {e.EventName}").ToArray();

    public string[] Lines => Journal.Where(e => e.EventName == "Message").Select(e => e.Message!).ToArray();

    public CycleScope Scope() => Change(new CycleScope { Now = Now, Registry = _registry, Expressions = Expressions });

    public Trace Take(CycleResult result)
    {
        Last = result;
        Journal.AddRange(result.Journal);
        return this;
    }

    public Trace Resume(string node, JsonObject? input = null)
    {
        var bookmark = State.Bookmarks.Find(b => b.ActivityId == node) ?? throw new InvalidOperationException($"Nothing waits at {node}.");
        return Take(ExecutionCycle.Resume(Graph, State, bookmark.Id, new Stimulus(bookmark.Name) { Input = input }, Scope()));
    }

    /// <summary>The counters of the root flowchart as they stand in the document.</summary>
    public JsonObject Counters => (JsonObject)State.ActivityExecutionContexts.Find(e => e.ScheduledActivityNodeId == Graph.Root!.Node.NodeId)!.Properties!["FlowScope"]!;

    public int Visits(string node) => (int?)Counters["ActivitiesVisitCount"]![node] ?? 0;

    public int ConnectionVisits(string key) => (int?)Counters["ConnectionVisitCount"]![key] ?? 0;

    public bool Followed(string key) => (bool?)Counters["ConnectionLastVisitFollowed"]![key] ?? false;

    private bool IsContainer(JournalEntry entry) => Graph.Find(entry.ActivityNodeId)?.Descriptor?.IsContainer != false;
}
