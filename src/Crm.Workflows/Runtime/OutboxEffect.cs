namespace Crm.Workflows.Runtime;

/// <summary>Something to do outside the transaction, after it. The key makes repeated delivery harmless.</summary>
public sealed record OutboxEffect(string Kind, string PayloadJson, string IdempotencyKey)
{
    /// <summary>Not before this time; null means at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>It cannot be called back once it was performed, so it waits until the act that caused it can no longer be undone.</summary>
    public bool Leaves { get; init; }
}
