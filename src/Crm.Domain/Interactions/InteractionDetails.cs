namespace Crm.Domain.Interactions;

/// <summary>What a person, or the mail gateway, states about an interaction.</summary>
public sealed record InteractionDetails
{
    public InteractionKind Kind { get; init; }
    public string Theme { get; init; } = "";
    public string? Text { get; init; }
    public Direction? Direction { get; init; }
    public Channel? Channel { get; init; }
    public DateTimeOffset StartAt { get; init; }
    public DateTimeOffset? EndAt { get; init; }
    public string? Place { get; init; }
    public Importance Importance { get; init; } = Importance.Normal;

    /// <summary>The author when left out.</summary>
    public Guid? ResponsibleId { get; init; }
    public Guid? CustomerId { get; init; }
    public Guid? ContactId { get; init; }

    /// <summary>What it is about besides a deal: "document", "claim", "campaign".</summary>
    public string? SubjectKind { get; init; }
    public Guid? SubjectId { get; init; }

    /// <summary>The customer or contact alone when left empty.</summary>
    public IReadOnlyList<InteractionParticipant> Participants { get; init; } = [];
    public InteractionOutcome? Outcome { get; init; }
    public string? NextStep { get; init; }
    public Guid? AdChannelId { get; init; }
    public string? SourceRef { get; init; }

    /// <summary>The interaction this one answers to continue its chain.</summary>
    public Guid? ChainId { get; init; }

    /// <summary>The plan item that foresaw it.</summary>
    public Guid? PlannedItemId { get; init; }

    internal InteractionDetails Checked(bool inDeal)
    {
        var checks = new Checks();
        IReadOnlyList<InteractionParticipant> participants = Participants is { Count: > 0 } ? Participants
            : ContactId is null && CustomerId is null ? [] : [new InteractionParticipant(ContactId, CustomerId)];
        var tidy = this with
        {
            Theme = checks.Text(Theme, 200, nameof(Theme)),
            Text = checks.OptionalText(Text, 50_000, nameof(Text)),
            StartAt = checks.Date(StartAt, nameof(StartAt)),
            EndAt = checks.Date(EndAt, nameof(EndAt)),
            Place = checks.OptionalText(Place, 200, nameof(Place)),
            SubjectKind = checks.OptionalText(SubjectKind, 40, nameof(SubjectKind)),
            NextStep = checks.OptionalText(NextStep, 500, nameof(NextStep)),
            SourceRef = checks.OptionalText(SourceRef, 200, nameof(SourceRef)),
            Participants =
            [
                .. participants.Select(p => p with
                {
                    Name = checks.OptionalText(p.Name, 200, nameof(Participants)),
                    Address = checks.OptionalText(p.Address, 254, nameof(Participants)),
                }),
            ],
        };
        checks.That(CustomerId is not null || ContactId is not null || SubjectId is not null || inDeal, "INT-001", nameof(CustomerId));
        checks.That(EndAt is not { } end || end >= StartAt, "INT-002", nameof(EndAt));
        checks.That(Participants.Count <= 200, "GEN-003", nameof(Participants), nameof(Participants));
        checks.Throw();
        return tidy;
    }
}
