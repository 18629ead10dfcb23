using Crm.Domain.Deals;

namespace Crm.Domain.Interactions;

/// <summary>A customer's complaint and what came of it.</summary>
public sealed class Claim : Evidence
{
    public Guid CustomerId { get; private set; }
    public Guid? DocumentId { get; private set; }
    public string Description { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public long AmountMinor { get; private set; }
    public string? Currency { get; private set; }
    public ClaimState State { get; private set; }
    public Guid? GuiltyUnitId { get; private set; }
    public Guid? ResponsibleId { get; private set; }
    public DateTimeOffset RegisteredAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? Result { get; private set; }

    private Claim() { }

    public bool IsClosed => State is ClaimState.Satisfied or ClaimState.NotSatisfied;

    public static Claim Register(ClaimDetails details, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        var claim = new Claim
        {
            DealId = deal?.Id,
            CustomerId = checks.Required<Guid>(details.CustomerId, nameof(CustomerId)),
            DocumentId = details.DocumentId,
            Description = checks.Text(details.Description, 4000, nameof(Description)),
            Reason = checks.Text(details.Reason, 200, nameof(Reason)),
            AmountMinor = details.Amount?.Minor ?? 0,
            Currency = details.Amount is { } amount ? checks.Currency(amount.Currency) : null,
            GuiltyUnitId = details.GuiltyUnitId,
            ResponsibleId = details.ResponsibleId,
            RegisteredAt = cause.OccurredAt ?? at.ToUniversalTime(),
            DueAt = checks.Date(details.DueAt, nameof(DueAt)),
        };
        checks.That(claim.AmountMinor >= 0, "CLM-002", "amount");
        checks.Throw();
        claim.Born(cause, at);
        claim.Tell("claim.registered", new Facts().With("customerId", (Guid?)claim.CustomerId).With("amountMinor", claim.AmountMinor)
            .With("currency", claim.Currency).With("dueAt", claim.DueAt).WithText("description", claim.Description).WithText("reason", claim.Reason),
            deal, cause, at);
        return claim;
    }

    /// <summary>Someone starts to work on it.</summary>
    public void Take(Guid responsibleId, Deal? deal, Cause cause, DateTimeOffset at)
    {
        RefuseWhenClosed();
        (State, ResponsibleId) = (ClaimState.InProgress, responsibleId);
        Tell("claim.taken", new Facts().With("responsibleId", (Guid?)responsibleId), deal, cause, at);
    }

    public void Close(bool satisfied, string? result, Deal? deal, Cause cause, DateTimeOffset at)
    {
        RefuseWhenClosed();
        var checks = new Checks();
        result = checks.OptionalText(result, 4000, nameof(Result));
        checks.That(result is not null, "CLM-001", nameof(Result));
        checks.Throw();
        (State, Result, ClosedAt) = (satisfied ? ClaimState.Satisfied : ClaimState.NotSatisfied, result, at.ToUniversalTime());
        Tell("claim.closed", new Facts().With("state", State).WithText("conclusion", result), deal, cause, at);
    }

    private void RefuseWhenClosed()
    {
        if (IsClosed)
            throw new DomainException([new Refusal("GEN-007") { Text = new LocalText("The claim is already closed", "Претензия уже закрыта") }]);
    }
}
