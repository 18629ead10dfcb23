namespace Crm.Domain.Audit;

/// <summary>What an auditor says about a finding. An acceptance has an owner and ends.</summary>
public sealed record Verdict(Disposition Disposition)
{
    public string? Reason { get; init; }
    public Guid? OwnerId { get; init; }
    public DateOnly? ExpiresOn { get; init; }
}
