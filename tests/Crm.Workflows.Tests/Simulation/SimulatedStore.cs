using Crm.Domain.Audit;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>The store in memory with breakdowns where the simulation wants them, and with a defect when the simulation itself is tried.</summary>
internal sealed class SimulatedStore(InMemoryWorkflowStore store, Defect defect) : IWorkflowStore
{
    private Breakdown breakdown;
    private int calls;

    public InMemoryWorkflowStore Inner => store;
    public Defect Defect => defect;

    /// <summary>Cycles that were committed since the simulation last looked.</summary>
    public List<CommittedCycle> Committed { get; } = [];

    /// <summary>Whether the present command reached its commit.</summary>
    public bool HasCommitted { get; private set; }

    /// <summary>The next command breaks down at this call of the store.</summary>
    public void Plan(Breakdown planned, int atCall) => (breakdown, calls, HasCommitted) = (planned, atCall, false);

    public async Task<ICommandSession> Begin(Command command, DateTimeOffset now, CancellationToken cancellation)
    {
        Called();
        return new SimulatedSession(await store.Begin(command, now, cancellation), this, now);
    }

    public Task<CommandAnswer?> FindAnswer(Guid operationId, CancellationToken cancellation) => store.FindAnswer(operationId, cancellation);

    public Task Deny(AuditEntry entry, OutboxMessage? signal, Finding? finding, CancellationToken cancellation) =>
        store.Deny(entry, signal, finding, cancellation);

    /// <summary>One more call of the store; it may be the last one.</summary>
    public void Called()
    {
        if (breakdown is not (Breakdown.CrashBefore or Breakdown.ConflictBefore) || --calls > 0) return;
        Break();
    }

    public void AboutToCommit()
    {
        if (breakdown is Breakdown.CrashBefore or Breakdown.ConflictBefore) Break();
    }

    public void HasJustCommitted(IEnumerable<CommittedCycle> cycles)
    {
        HasCommitted = true;
        Committed.AddRange(cycles);
        if (breakdown is Breakdown.CrashAfter or Breakdown.ConflictAfter) Break();
    }

    private void Break()
    {
        var what = breakdown;
        breakdown = Breakdown.None;
        throw what is Breakdown.CrashBefore or Breakdown.CrashAfter
            ? new SimulatedCrash()
            : new StoreConflictException(isTransient: true, new InvalidOperationException("The connection broke."));
    }
}
