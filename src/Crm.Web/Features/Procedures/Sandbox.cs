using System.Text.Json.Nodes;
using Crm.Workflows.Activities;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Procedures;

/// <summary>
/// Definitions run in memory, with a clock that only moves when it is told to. Nothing is read or written beyond it: effects that would leave
/// it are not performed, steps that need a deal fail.
/// </summary>
internal sealed class Sandbox
{
    private readonly Dictionary<Guid, (WorkflowGraph Graph, InstanceState State)> runs = [];
    private readonly Queue<OutboxEffect> effects = new();
    private readonly List<Stimulus> pending = [];
    private readonly List<string> said = [];
    private readonly List<(WorkflowGraph Graph, Trigger Trigger, DateTimeOffset DueAt)> starts = [];
    private readonly ExpressionEvaluator expressions = new();
    private readonly IReadOnlyDictionary<string, WorkflowGraph> library;
    private readonly ActivityRegistry registry;
    private readonly Action<string> say;
    private Guid first;
    private DateTimeOffset now;

    public Sandbox(IReadOnlyDictionary<string, WorkflowGraph> library, DateTimeOffset now, Action<string> say)
    {
        (this.library, this.say, this.now) = (library, say, now);
        registry = new ActivityRegistry([.. ActivityCatalog.All.Where(step => step is not WriteLine), new SaidLine(said)]);
        foreach (var graph in library.Values)
            foreach (var trigger in TriggerIndex.Collect(graph, registry)) StartAgain(graph, trigger, null);
    }

    /// <summary>The run that was started first: the others are below it, or were started by its events.</summary>
    public InstanceState Run => runs[first].State;

    public IEnumerable<InstanceState> Runs => runs.Values.Select(run => run.State);

    public void Start(string definitionId, JsonObject input)
    {
        first = Guid.CreateVersion7(now);
        Take(library[definitionId], ExecutionCycle.Start(library[definitionId], first, null, input, Scope()));
        Settle();
    }

    /// <summary>Something happened that runs may wait for, or start by.</summary>
    public void Tell(string eventName, JsonObject? payload)
    {
        Deliver(Stimulus.Event(eventName, payload));
        Settle();
    }

    /// <summary>Lets time pass; what becomes due on the way happens in its order.</summary>
    public void Advance(TimeSpan span)
    {
        var end = now + span;
        while (true)
        {
            var (wait, start) = (NextDue(end), NextStart(end));
            if (wait is null && start is null) break;
            if (start is { } first && (wait is null || first.DueAt < wait.Value.Bookmark.DueAt)) Begin(first);
            else Fire(wait!.Value);
            Settle();
        }
        now = end;
    }

    private void Fire((Guid Id, Bookmark Bookmark) due)
    {
        now = due.Bookmark.DueAt > now ? due.Bookmark.DueAt.Value : now;
        Resume(due.Id, due.Bookmark, new Stimulus(due.Bookmark.Name) { Hash = due.Bookmark.Hash });
    }

    /// <summary>TR-07: the time has come that a definition starts at.</summary>
    private void Begin((WorkflowGraph Graph, Trigger Trigger, DateTimeOffset DueAt) due)
    {
        now = due.DueAt > now ? due.DueAt : now;
        starts.Remove(due);
        StartAgain(due.Graph, due.Trigger, due.DueAt);
        Take(due.Graph, ExecutionCycle.Start(due.Graph, Guid.CreateVersion7(now), null, null, Scope(),
            (due.Trigger.ActivityNodeId, new Stimulus(due.Trigger.Name) { Hash = due.Trigger.Hash })));
    }

    private void StartAgain(WorkflowGraph graph, Trigger trigger, DateTimeOffset? last)
    {
        if (registry.Find(trigger.Name)?.NextStart(trigger.Payload, last, now) is { } next) starts.Add((graph, trigger, next));
    }

    private (WorkflowGraph Graph, Trigger Trigger, DateTimeOffset DueAt)? NextStart(DateTimeOffset end) => starts
        .Where(start => start.DueAt <= end).OrderBy(start => start.DueAt).Select(start => ((WorkflowGraph, Trigger, DateTimeOffset)?)start).FirstOrDefault();

    private (Guid Id, Bookmark Bookmark)? NextDue(DateTimeOffset end) => runs
        .SelectMany(run => run.Value.State.Bookmarks.Where(b => b.DueAt <= end && !run.Value.State.LeftItsLimits).Select(bookmark => (run.Key, bookmark)))
        .OrderBy(due => due.bookmark.DueAt).Select(due => ((Guid, Bookmark)?)due).FirstOrDefault();

    private void Settle()
    {
        while (effects.TryDequeue(out var effect)) Perform(effect);
    }

    private void Perform(OutboxEffect effect)
    {
        switch (effect.Kind)
        {
            case PublishEvent.EffectKind:
                Deliver(PublishEvent.Told(effect.PayloadJson));
                break;
            case ChildRun.Dispatched:
                var child = ChildRun.Read(effect.PayloadJson);
                Take(library[child.DefinitionId], ExecutionCycle.Start(library[child.DefinitionId], child, Scope()));
                break;
            case ChildRun.Ended:
                var result = ChildResult.Read(effect.PayloadJson);
                foreach (var stimulus in Stimuli.ChildEnded(result))
                    foreach (var (id, bookmark) in Waiting(stimulus with { InstanceId = result.ParentInstanceId }).ToList()) Resume(id, bookmark, stimulus);
                break;
        }
    }

    /// <summary>BM-05, TR-05: everything that waits goes on, and every definition that starts by it starts. BM-07: else it is kept for a later wait.</summary>
    private void Deliver(Stimulus stimulus)
    {
        var waiting = Waiting(stimulus).ToList();
        foreach (var (id, bookmark) in waiting) Resume(id, bookmark, stimulus);
        var begun = stimulus.InstanceId is null
            ? library.Values.SelectMany(graph => TriggerIndex.Collect(graph, registry).Where(t => t.Name == stimulus.Name && t.Hash == stimulus.Hash).Select(t => (graph, t.ActivityNodeId))).ToList()
            : [];
        foreach (var (graph, nodeId) in begun)
            Take(graph, ExecutionCycle.Start(graph, Guid.CreateVersion7(now), stimulus.CorrelationId, null, Scope(), (nodeId, stimulus)));
        if (waiting.Count + begun.Count == 0) pending.Add(stimulus);
    }

    private IEnumerable<(Guid Id, Bookmark Bookmark)> Waiting(Stimulus stimulus) =>
        from run in runs
        where stimulus.InstanceId is null || stimulus.InstanceId == run.Key
        from bookmark in run.Value.State.Bookmarks
        where bookmark.Name == stimulus.Name && bookmark.Hash == stimulus.Hash
            && (stimulus.CorrelationId is null || stimulus.CorrelationId == run.Value.State.CorrelationId)
        select (run.Key, bookmark);

    private void Resume(Guid id, Bookmark bookmark, Stimulus stimulus)
    {
        var (graph, state) = runs[id];
        // An earlier one of the same stimulus may have canceled it.
        if (state.Bookmarks.Exists(b => b.Id == bookmark.Id)) Take(graph, ExecutionCycle.Resume(graph, state, bookmark.Id, stimulus, Scope()));
    }

    private void Take(WorkflowGraph graph, CycleResult result)
    {
        if (!result.IsRolledBack) said.ForEach(say);
        said.Clear();
        Keep(graph, result);
        foreach (var bookmark in result.NewBookmarks)
            if (pending.Find(s => s.Name == bookmark.Name && s.Hash == bookmark.Hash && (s.CorrelationId is null || s.CorrelationId == bookmark.CorrelationId)) is { } early)
            {
                pending.Remove(early);
                Resume(result.State.InstanceId, bookmark, early);
            }
    }

    private void Keep(WorkflowGraph graph, CycleResult result)
    {
        runs[result.State.InstanceId] = (graph, result.State);
        foreach (var effect in result.Effects) effects.Enqueue(effect);
        foreach (var child in result.Children) Keep(library[child.State.DefinitionId], child);
        foreach (var id in result.CanceledChildren)
            if (runs.TryGetValue(id, out var child) && child.State.Status is WorkflowStatus.Suspended)
                Keep(child.Graph, ExecutionCycle.Cancel(child.Graph, child.State, Scope(), byParent: true));
    }

    private CycleScope Scope() => new() { Now = now, Registry = registry, Expressions = expressions, Library = library.GetValueOrDefault };

    /// <summary>A line goes out in the order in which the steps ran, whichever run they belong to.</summary>
    private sealed class SaidLine(List<string> said) : Activity
    {
        private readonly WriteLine line = new();

        public override ActivityDescriptor Descriptor => line.Descriptor;

        public override ActivityResult Execute(ActivityContext context)
        {
            said.Add(context.Input<string>("text") ?? "");
            return line.Execute(context);
        }
    }
}
