using Crm.Domain;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Runtime;
using Crm.Workflows.Runtime.Memory;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>What runs beside the people: it sees what is due, and performs effects as commands.</summary>
internal sealed class Post(InMemoryWorkflowStore records, SimulatedClock clock, Ledger ledger, Defect defect)
{
    private static readonly Actor Events = Actor.Job("events"), Runs = Actor.Job("runs"), Watch = Actor.Job("incidents");

    /// <summary>Timers that were due when they were last looked for.</summary>
    public List<Timer> Claimed { get; } = [];

    public async Task ClaimTimers()
    {
        var now = clock.GetUtcNow() + (defect == Defect.FiresEarly ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        var due = await records.Ask<Bookmark, List<Timer>>(all =>
            [.. all.Where(b => b.DueAt <= now).Select(b => new Timer(b.WorkflowInstanceId, b.Id, b.ActivityNodeId))]);
        Claimed.AddRange(due.Where(timer => !Claimed.Contains(timer)));
    }

    /// <param name="again">Those that were performed already, too.</param>
    public Task<List<string>> Due(bool again)
    {
        var now = clock.GetUtcNow();
        return records.Ask<OutboxMessage, List<string>>(all =>
            [.. all.Where(m => m.NotBefore <= now && (m.State == OutboxState.Pending || (again && m.State == OutboxState.Delivered))).Select(m => m.IdempotencyKey)]);
    }

    public Task<OutboxMessage> Message(string key) =>
        records.Ask<OutboxMessage, OutboxMessage>(all => RecordCopy.Of(all.First(m => m.IdempotencyKey == key))!);

    public Task<List<(Guid InstanceId, string BookmarkId)>> Waiting(Stimulus stimulus) => records.Ask<Bookmark, List<(Guid, string)>>(all =>
    [
        .. all.Where(b => b.Name == stimulus.Name && b.Hash == stimulus.Hash)
            .Where(b => stimulus.CorrelationId is null || b.CorrelationId == stimulus.CorrelationId)
            .Where(b => stimulus.InstanceId is null || b.WorkflowInstanceId == stimulus.InstanceId)
            .Select(b => (b.WorkflowInstanceId, b.Id)),
    ]);

    public IEnumerable<Order> Deliveries(Stimulus stimulus, string key, List<(Guid InstanceId, string BookmarkId)> waiting) => waiting.Select(wait =>
        Job("deliver", Events, $"{key}:{wait.InstanceId:N}:{wait.BookmarkId}", wait.InstanceId, "event.deliver", scope => scope.Deliver(stimulus)));

    public Task KeepForLater(Stimulus stimulus) => records.Keep([PendingStimulus.Of(stimulus, clock.GetUtcNow())]);

    /// <summary>The commands that an effect comes to; what nobody waits for is kept.</summary>
    public async Task<IEnumerable<Order>> Perform(OutboxMessage message)
    {
        ledger.Receive(message);
        switch (message.Kind)
        {
            case ChildRun.Dispatched:
                var child = ChildRun.Read(message.Payload);
                return [Job("start child", Runs, message.IdempotencyKey, child.ParentInstanceId, "run.start", scope => scope.Start(child))];
            case ChildRun.Ended:
                var result = ChildResult.Read(message.Payload);
                return [Job("child ended", Runs, message.IdempotencyKey, result.ParentInstanceId ?? Guid.Empty, "run.child_ended", scope => scope.TellEnd(result))];
            case PublishEvent.EffectKind:
                var told = PublishEvent.Told(message.Payload);
                var waiting = await Waiting(told);
                if (waiting.Count == 0 && message.State == OutboxState.Pending) await KeepForLater(told);
                return Deliveries(told, message.IdempotencyKey, waiting);
            case Signal.IncidentRaised.Name:
                var incident = Signal.Read<Signal.IncidentRaised>(message.Payload);
                return [new Order("attention", Command.Of(Command.OperationOf(message.IdempotencyKey), Watch, Door.Signal, Subject.Deal(incident.DealId!.Value),
                    "deal.needs_attention", incident), scope =>
                    {
                        scope.NeedAttention(incident.NodeId);
                        return Task.CompletedTask;
                    })];
            default: return [];
        }
    }

    /// <param name="refused">Why a run could not take it, which is another try worth.</param>
    public async Task Mark(OutboxMessage message, string? refused)
    {
        var done = await Message(message.IdempotencyKey);
        if (done.State != OutboxState.Pending) return;
        done.Begin();
        if (refused is null) done.Delivered(clock.GetUtcNow());
        else done.Failed(refused, clock.GetUtcNow());
        await records.Keep([done]);
    }

    public Task<List<Guid>> Dead() => records.Ask<OutboxMessage, List<Guid>>(all => [.. all.Where(m => m.State == OutboxState.Dead).Select(m => m.Id)]);

    private static Order Job(string label, Actor actor, string key, Guid instanceId, string name, Func<CommandScope, Task> verb) =>
        new(label, Command.Of(Command.OperationOf(key), actor, Door.Signal, Subject.Instance(instanceId), name, new { key }), verb);
}
