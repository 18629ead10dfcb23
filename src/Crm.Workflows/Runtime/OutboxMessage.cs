using System.Text.Json;
using Crm.Domain;

namespace Crm.Workflows.Runtime;

public enum OutboxState { Pending, Delivered, Dead, Dismissed, Withdrawn }

/// <summary>An effect to perform after the commit: at least once, always under the same key.</summary>
public sealed class OutboxMessage
{
    /// <summary>Whoever performs an effect is done by then; later, nobody is at it any more.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>What may be possible at any moment is looked at again after it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan[] Waits =
        [.. new[] { 1, 5, 15, 60, 180, 600, 1200, 1800, 3600 }.Select(s => TimeSpan.FromSeconds(s))];

    public Guid Id { get; private set; }
    public string Kind { get; private set; } = "";
    public Guid? DealId { get; private set; }
    public string Payload { get; private set; } = "{}";
    public string IdempotencyKey { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset NotBefore { get; private set; }
    public OutboxState State { get; private set; }
    public int Attempts { get; private set; }
    public string? LastError { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }

    private OutboxMessage() { }

    public static OutboxMessage Of(string kind, Guid? dealId, string payload, string key, DateTimeOffset now, DateTimeOffset? notBefore = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            DealId = dealId,
            Payload = payload,
            IdempotencyKey = key,
            CreatedAt = now,
            NotBefore = notBefore ?? now,
        };

    public static OutboxMessage Of(Signal signal, string key, DateTimeOffset now) =>
        Of(signal.Kind, signal.DealId, JsonSerializer.Serialize(signal, signal.GetType(), Signal.Json), key, now);

    /// <summary>Somebody starts to perform it.</summary>
    public void Begin() => Attempts++;

    public void Delivered(DateTimeOffset now)
    {
        State = OutboxState.Delivered;
        DeliveredAt = now;
        LastError = null;
    }

    /// <summary>Tries again later; after ten attempts it is a dead letter for a person to look at.</summary>
    public void Failed(string error, DateTimeOffset now)
    {
        LastError = error.Length > 2000 ? error[..2000] : error;
        if (Attempts <= Waits.Length) NotBefore = now + Waits[Attempts - 1];
        else State = OutboxState.Dead;
    }

    /// <summary>It could not be told yet: that was no attempt. It comes again soon, and at the latest then.</summary>
    public void Defer(DateTimeOffset until, DateTimeOffset now)
    {
        Attempts--;
        NotBefore = now + Pause < until ? now + Pause : until;
    }

    /// <summary>The act that caused it was undone before it was performed.</summary>
    public void Withdraw()
    {
        if (State == OutboxState.Pending) State = OutboxState.Withdrawn;
    }

    /// <summary>A person has the dead letter, or what nobody is at any more, tried again under the same key.</summary>
    public void Replay(DateTimeOffset now)
    {
        RequireStuck(now);
        State = OutboxState.Pending;
        Attempts = 0;
        NotBefore = now;
    }

    /// <summary>A person gives the dead letter up, or what nobody is at any more; it stays on record.</summary>
    public void Dismiss(DateTimeOffset now)
    {
        RequireStuck(now);
        State = OutboxState.Dismissed;
    }

    private void RequireStuck(DateTimeOffset now)
    {
        if (State != OutboxState.Dead && !(State == OutboxState.Pending && NotBefore + Lease < now)) throw new DomainException("WFI-003", "");
    }
}
