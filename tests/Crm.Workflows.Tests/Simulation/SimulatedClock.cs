namespace Crm.Workflows.Tests.Simulation;

/// <summary>Goes where the simulation puts it, backwards too. Whoever waits on it is not kept waiting: there is nobody else to wait for.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private DateTimeOffset now = Trace.Start;

    /// <summary>The latest time it has ever shown.</summary>
    public DateTimeOffset Latest { get; private set; } = Trace.Start;

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by)
    {
        now += by;
        if (now > Latest) Latest = now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        callback(state);
        return new Rung();
    }

    private sealed class Rung : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
