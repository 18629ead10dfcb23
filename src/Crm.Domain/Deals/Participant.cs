using Crm.Domain.Audit;

namespace Crm.Domain.Deals;

/// <summary>A customer, and perhaps a contact there, with a part in the deal.</summary>
public sealed class Participant : Evidence
{
    public Guid CustomerId { get; private set; }
    public ParticipantRole Role { get; private set; }
    public Guid? ContactId { get; private set; }
    public Influence? Influence { get; private set; }
    public bool WonDeal { get; private set; }
    public string? Comment { get; private set; }
    public bool Removed { get; private set; }

    private Participant() { }

    /// <param name="others">Participants the deal has already.</param>
    public static Participant Add(Participation part, IReadOnlyCollection<Participant> others, Deal deal, Cause cause, DateTimeOffset at)
    {
        RequireOpen(deal, cause);
        var participant = new Participant { DealId = deal.Id };
        participant.Take(part, others, deal);
        participant.Born(cause, at);
        participant.Tell("participant.added", participant.Facts(), deal, cause, at);
        return participant;
    }

    public void Change(Participation part, IReadOnlyCollection<Participant> others, Deal deal, Cause cause, DateTimeOffset at)
    {
        RequireOpen(deal, cause);
        var (customer, role, contact, influence, won, comment) = (CustomerId, Role, ContactId, Influence, WonDeal, Comment);
        Take(part, others, deal);
        var changes = new Changes().Value("customerId", customer, CustomerId).Value("role", role, Role).Value("contactId", contact, ContactId)
            .Value("influence", influence, Influence).Value("wonDeal", won, WonDeal).Text("comment", comment, Comment);
        if (changes.Any) Tell("participant.changed", changes.Facts, deal, cause, at);
    }

    public void Remove(Deal deal, Cause cause, DateTimeOffset at)
    {
        if (Removed) return;
        RequireOpen(deal, cause);
        Removed = true;
        Tell("participant.removed", Facts(), deal, cause, at);
    }

    private void Take(Participation part, IReadOnlyCollection<Participant> others, Deal deal)
    {
        var checks = new Checks();
        checks.Required<Guid>(part.CustomerId, nameof(CustomerId));
        var comment = checks.OptionalText(part.Comment, 2000, nameof(Comment));
        checks.That(part.Role is not ParticipantRole.Client || !others.Any(o => o.Id != Id && !o.Removed && o.Role is ParticipantRole.Client),
            "PRT-001", nameof(Role));
        checks.That(part.Role is not ParticipantRole.Client || deal.CustomerId == part.CustomerId, "PRT-002", nameof(CustomerId));
        checks.That(!part.WonDeal || part.Role is ParticipantRole.Competitor, "PRT-003", nameof(WonDeal));
        checks.Throw();
        (CustomerId, Role, ContactId, Influence, WonDeal, Comment) = (part.CustomerId, part.Role, part.ContactId, part.Influence, part.WonDeal, comment);
    }

    private Facts Facts() => new Facts().With("customerId", (Guid?)CustomerId).With("role", Role).With("contactId", ContactId).With("influence", Influence)
        .With("wonDeal", WonDeal).WithText("comment", Comment);
}
