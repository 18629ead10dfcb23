namespace Crm.Workflows.Runtime;

/// <summary>Something to do outside the transaction, after it. The key makes repeated delivery harmless.</summary>
public sealed record OutboxEffect(string Kind, string PayloadJson, string IdempotencyKey)
{
    /// <summary>Not before this time; null means at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
