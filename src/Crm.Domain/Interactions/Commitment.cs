using Crm.Domain.Deals;

namespace Crm.Domain.Interactions;

/// <summary>A promise that is no contract: who owes what to whom by when.</summary>
public sealed class Commitment : Evidence
{
    public CommitmentSide Side { get; private set; }
    public string Text { get; private set; } = "";
    public DateTimeOffset DueAt { get; private set; }
    public Guid CustomerId { get; private set; }
    public Guid? InteractionId { get; private set; }
    public Guid? ResponsibleId { get; private set; }
    public CommitmentState State { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? ClosedBy { get; private set; }
    public string? Note { get; private set; }

    /// <summary>The document, interaction or file that shows it was kept.</summary>
    public string? EvidenceRef { get; private set; }

    private Commitment() { }

    /// <param name="interaction">Where the promise was made; it cannot be due before it.</param>
    public static Commitment Promise(CommitmentSide side, string text, DateTimeOffset dueAt, Guid customerId, Interaction? interaction,
        Guid? responsibleId, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        var commitment = new Commitment
        {
            Side = side,
            Text = checks.Text(text, 1000, nameof(Text)),
            DueAt = checks.Date(dueAt, nameof(DueAt)),
            CustomerId = checks.Required<Guid>(customerId, nameof(CustomerId)),
            InteractionId = interaction?.Id,
            ResponsibleId = responsibleId ?? (cause.Actor.IsPerson ? cause.Actor.Id : null),
            DealId = deal?.Id,
        };
        checks.That(interaction is null || dueAt >= interaction.StartAt, "CMT-001", nameof(DueAt));
        checks.Throw();
        commitment.Born(cause, at);
        commitment.Tell("commitment.promised", new Facts().With("side", side).With("dueAt", (DateTimeOffset?)commitment.DueAt)
            .With("customerId", (Guid?)customerId).WithText("text", commitment.Text), deal, cause, at);
        return commitment;
    }

    public bool IsOverdue(DateTimeOffset now) => State is CommitmentState.Open && DueAt < now;

    /// <param name="evidenceRequired">The deal type asks for a proof (CMT-002).</param>
    public void Keep(string? evidenceRef, bool evidenceRequired, string? note, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        evidenceRef = checks.OptionalText(evidenceRef, 200, nameof(EvidenceRef));
        checks.That(evidenceRef is not null || !evidenceRequired, "CMT-002", nameof(EvidenceRef));
        checks.Throw();
        Close(CommitmentState.Kept, note, deal, cause, at, evidenceRef);
    }

    public void Break(string? note, Deal? deal, Cause cause, DateTimeOffset at) => Close(CommitmentState.Broken, note, deal, cause, at);

    public void Waive(string? note, Deal? deal, Cause cause, DateTimeOffset at) => Close(CommitmentState.Waived, note, deal, cause, at);

    private void Close(CommitmentState state, string? note, Deal? deal, Cause cause, DateTimeOffset at, string? evidenceRef = null)
    {
        if (State is not CommitmentState.Open) throw new DomainException("CMT-003");
        var checks = new Checks();
        note = checks.OptionalText(note, 2000, nameof(Note));
        checks.Throw();
        (State, ClosedAt, ClosedBy, Note, EvidenceRef) = (state, at.ToUniversalTime(), cause.Actor.Id, note, evidenceRef);
        Tell("commitment." + state.ToString().ToLowerInvariant(), new Facts().With("evidenceRef", evidenceRef).WithText("note", note), deal, cause, at);
    }
}
