using Crm.Domain;
using Crm.Web.Data;
using Crm.Workflows.Runtime;

namespace Crm.Web.Jobs;

/// <summary>
/// Says by what time may be fired. Time is in doubt when it has leapt ahead beside the machine's own count of seconds (then until a person
/// confirms it) and while it is not that of the database. A leap back needs no guard: what has fired waits no more.
/// </summary>
internal sealed class ClockWatch(CommandRunner runner, DatabaseClock database, TimeProvider clock, JobSettings settings, ILogger<ClockWatch> log) : IDisposable
{
    public static readonly TimeSpan Leap = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private static readonly Actor Watch = Actor.Job("clock-watch");

    private readonly SemaphoreSlim turn = new(1, 1);
    private (DateTimeOffset At, long Stamp)? last;
    private TimeSpan? untold;

    /// <returns>The time; null while nothing may fire.</returns>
    public async Task<DateTimeOffset?> Now(CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var now = Look();
            if (untold is { } ahead) await Tell(ahead, cancellation);
            return await database.IsInDoubt(cancellation) || await IsElsewhere(cancellation) ? null : now;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private DateTimeOffset Look()
    {
        var (at, stamp) = Read();
        if (last is { } before && at - before.At - clock.GetElapsedTime(before.Stamp, stamp) is var ahead && ahead > Leap) untold = ahead;
        last = (at, stamp);
        return at;
    }

    /// <summary>Both clocks at one moment; a process that was stopped between them looks again.</summary>
    private (DateTimeOffset At, long Stamp) Read()
    {
        while (true)
        {
            var stamp = clock.GetTimestamp();
            var at = clock.GetUtcNow();
            if (clock.GetElapsedTime(stamp) < Glance) return (at, stamp);
        }
    }

    // It is told until it is on record: a database that is away for a moment must not hide it.
    private async Task Tell(TimeSpan ahead, CancellationToken cancellation)
    {
        log.LogCritical("The clock has leapt ahead by {Ahead}: no timer fires until somebody confirms the time", ahead);
        await runner.Run(Command.Of(Guid.CreateVersion7(), Watch, Door.Job, Subject.None, "clock.jump"),
            scope => scope.NoteClockJump(Environment.MachineName, ahead), cancellation);
        untold = null;
    }

    private async Task<bool> IsElsewhere(CancellationToken cancellation)
    {
        var skew = await database.Skew(cancellation);
        if (skew.TotalSeconds <= settings.MostSkewSeconds) return false;
        log.LogError("The clock of this node is {Skew} from that of the database: no timer fires here", skew);
        return true;
    }
}
