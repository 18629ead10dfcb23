using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Interactions;

public sealed partial class Interaction
{
    public InteractionState State { get; private set; }

    /// <summary>When a postponed one returns to review.</summary>
    public DateTimeOffset? PostponedUntil { get; private set; }
    public bool Watch { get; private set; }

    public void Review(Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (State is InteractionState.Reviewed) return;
        (State, PostponedUntil) = (InteractionState.Reviewed, null);
        Tell("interaction.reviewed", new Facts(), deal, cause, at);
    }

    public void Postpone(DateTimeOffset until, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        until = checks.Date(until, nameof(PostponedUntil));
        checks.That(until > at, "INT-005", nameof(PostponedUntil));
        checks.Throw();
        (State, PostponedUntil) = (InteractionState.Postponed, until);
        Tell("interaction.postponed", new Facts().With("until", (DateTimeOffset?)until), deal, cause, at);
    }

    /// <summary>The set minute has come: back to review.</summary>
    public void ReturnToReview(Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (State is not InteractionState.Postponed || PostponedUntil > at) return;
        (State, PostponedUntil) = (InteractionState.ToReview, null);
        Tell("interaction.returned_to_review", new Facts(), deal, cause, at);
    }

    public void KeepWatch(bool watch, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (Watch == watch) return;
        Watch = watch;
        Tell(watch ? "interaction.watched" : "interaction.unwatched", new Facts(), deal, cause, at);
    }

    public void AssignTo(Guid responsibleId, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var changes = new Changes().Value("responsibleId", ResponsibleId, (Guid?)responsibleId);
        ResponsibleId = responsibleId;
        if (changes.Any) Tell("interaction.assigned", changes.Facts, deal, cause, at);
    }

    /// <summary>Moves it under a deal. The deal it leaves hears of it as well, so both hold the fact.</summary>
    /// <param name="environment">Customers that take part in the deal; one from outside passes with confirmation (INT-003).</param>
    public void SetSubject(Deal? from, Deal? to, IReadOnlySet<Guid> environment, bool confirmed, Cause cause, DateTimeOffset at)
    {
        if (from?.Id == to?.Id) return;
        if (to is not null && CustomerId is { } own && !environment.Contains(own) && !confirmed)
            throw new DomainException([new Refusal("INT-003", Theme) { IsWarning = true }]);
        Tell("interaction.left", Facts().With("to", to?.Id), from, cause, at);
        DealId = to?.Id;
        Tell("interaction.joined", Facts().With("from", from?.Id), to, cause, at);
    }
}
