using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Interactions;

namespace Crm.Domain.Customers;

public sealed partial class Customer
{
    public IReadOnlyList<ContactPoint> ContactPoints { get; private set; } = [];
    public IReadOnlyList<Consent> Consents { get; private set; } = [];
    public bool Blocked { get; private set; }
    public string? BlockReason { get; private set; }
    public RelationshipStage RelationshipStage { get; private set; } = RelationshipStage.Potential;
    public Guid? MergedIntoId { get; private set; }

    public void AddContactPoint(ContactPoint point, Cause cause, DateTimeOffset at)
    {
        ContactPoints = ContactPoint.Join(ContactPoints, point);
        Happened("customer.contact_point_added", new Facts().With("kind", point.Kind).WithText("value", point.Value), cause, at);
    }

    public void RemoveContactPoint(ContactPointKind kind, string value, Cause cause, DateTimeOffset at)
    {
        var key = new ContactPoint(kind, value).Key;
        IReadOnlyList<ContactPoint> left = [.. ContactPoints.Where(p => p.Kind != kind || p.Key != key)];
        if (left.Count == ContactPoints.Count) return;
        ContactPoints = left;
        Happened("customer.contact_point_removed", new Facts().With("kind", kind).WithText("value", value), cause, at);
    }

    public void Block(string reason, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        reason = checks.Text(reason, 500, nameof(BlockReason));
        checks.Throw();
        (Blocked, BlockReason) = (true, reason);
        Happened("customer.blocked", new Facts().WithText("reason", reason), cause, at);
    }

    public void Unblock(Cause cause, DateTimeOffset at)
    {
        if (!Blocked) return;
        (Blocked, BlockReason) = (false, null);
        Happened("customer.unblocked", Facts.None, cause, at);
    }

    public void StateConsent(string purpose, Channel channel, bool given, string? proof, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        var consent = new Consent(checks.Text(purpose, 100, "purpose"), channel, given, at.ToUniversalTime(), checks.OptionalText(proof, 500, "proof"));
        checks.Throw();
        Consents = [.. Consents, consent];
        Happened(given ? "customer.consent_given" : "customer.consent_withdrawn",
            new Facts().With("purpose", consent.Purpose).With("channel", channel).WithText("proof", consent.Proof), cause, at);
    }

    /// <summary>The last word counts; silence is no consent.</summary>
    public bool MayBeContacted(string purpose, Channel channel) =>
        Consents.Where(c => c.Purpose == purpose && c.Channel == channel).MaxBy(c => c.At) is { Given: true };

    /// <summary>The computed stage of the relationship (F-16).</summary>
    public void StandAs(RelationshipStage stage, Cause cause, DateTimeOffset at)
    {
        var changes = new Changes().Value("relationshipStage", RelationshipStage, stage);
        RelationshipStage = stage;
        if (changes.Any) Happened("customer.relationship_changed", changes.Facts, cause, at);
    }

    /// <summary>Leaves a redirect: the store re-points what belonged to this customer to the master in the same transaction.</summary>
    public void MergeInto(Customer master, Cause cause, DateTimeOffset at)
    {
        if (master.Id == Id) throw new DomainException("CUS-003");
        if (TaxId is { } own && master.TaxId is { } other && own != other) throw new DomainException("CUS-001");
        MergedIntoId = master.Id;
        Happened("customer.merged", new Facts().With("into", master.Id), cause, at);
    }

    public void UndoMerge(Cause cause, DateTimeOffset at)
    {
        if (MergedIntoId is not { } master) return;
        MergedIntoId = null;
        Happened("customer.merge_undone", new Facts().With("from", master), cause, at);
    }
}
