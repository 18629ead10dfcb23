using Crm.Domain;

namespace Crm.Workflows.Runtime;

/// <summary>A node has seen its clock leap ahead. Until a person says that the time is right, nothing fires by it .</summary>
public sealed class ClockJump
{
    public Guid Id { get; private set; }

    /// <summary>The machine whose clock it was.</summary>
    public string Node { get; private set; } = "";

    /// <summary>What the clock said behind the leap.</summary>
    public DateTimeOffset SeenAt { get; private set; }
    public long AheadSeconds { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public Guid? ConfirmedBy { get; private set; }

    private ClockJump() { }

    public static ClockJump Seen(string node, TimeSpan ahead, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Node = node, AheadSeconds = (long)ahead.TotalSeconds, SeenAt = now };

    /// <exception cref="DomainException">WFI-003: somebody has confirmed it before.</exception>
    public void Confirm(Guid by, DateTimeOffset now)
    {
        if (ConfirmedAt is not null) throw new DomainException("WFI-003", "");
        (ConfirmedAt, ConfirmedBy) = (now, by);
    }
}
