using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Interactions;

/// <summary>One contact with a customer on one channel, held or planned.</summary>
public sealed partial class Interaction : Evidence
{
    public InteractionKind Kind { get; private set; }

    /// <summary>What a planned one is meant to become.</summary>
    public InteractionKind? PlannedKind { get; private set; }
    public string Theme { get; private set; } = "";
    public string? Text { get; private set; }
    public Direction Direction { get; private set; }
    public Channel Channel { get; private set; }
    public DateTimeOffset StartAt { get; private set; }
    public DateTimeOffset? EndAt { get; private set; }
    public string? Place { get; private set; }
    public Importance Importance { get; private set; }
    public Guid? AuthorId { get; private set; }
    public Guid? ResponsibleId { get; private set; }
    public Guid? CustomerId { get; private set; }
    public Guid? ContactId { get; private set; }
    public string? SubjectKind { get; private set; }
    public Guid? SubjectId { get; private set; }

    /// <summary>The first interaction of the chain; its own id when it starts one.</summary>
    public Guid ChainId { get; private set; }
    public IReadOnlyList<InteractionParticipant> Participants { get; private set; } = [];
    public InteractionOutcome? Outcome { get; private set; }
    public string? NextStep { get; private set; }
    public Guid? AdChannelId { get; private set; }
    public string? SourceRef { get; private set; }
    public Guid? PlannedItemId { get; private set; }
    public bool Withdrawn { get; private set; }

    /// <summary>It took place: what gates, reports and timelines count.</summary>
    public bool IsHeld => Kind is not InteractionKind.Planned && !Withdrawn;

    private Interaction() { }

    public static Interaction Plan(InteractionDetails details, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var plan = New(details with { Outcome = null }, deal, cause, at);
        plan.PlannedKind = details.Kind is InteractionKind.Planned ? null : details.Kind;
        plan.Kind = InteractionKind.Planned;
        plan.State = InteractionState.Reviewed;
        plan.Tell("interaction.planned", plan.Facts(), deal, cause, at);
        return plan;
    }

    /// <summary>One that took place. Received mail comes from the mail gateway only (INT-006).</summary>
    public static Interaction Record(InteractionDetails details, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (details.Kind is InteractionKind.Planned) throw DomainException.For("GEN-012", nameof(Kind), nameof(Kind));
        RefuseReceivedMail(details.Kind, cause);
        var held = New(details, deal, cause, at);
        held.State = details.Kind is InteractionKind.EmailIn or InteractionKind.WebForm ? InteractionState.ToReview : InteractionState.Reviewed;
        held.Tell("interaction.recorded", held.Facts(), deal, cause, at);
        return held;
    }

    /// <summary>A planned one took place.</summary>
    public void Hold(InteractionKind kind, DateTimeOffset startAt, InteractionOutcome? outcome, string? text, string? nextStep, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (kind is InteractionKind.Planned) throw DomainException.For("GEN-012", nameof(Kind), nameof(Kind));
        RefuseReceivedMail(kind, cause);
        RefuseWhenWithdrawn();
        var details = Details with { Kind = kind, StartAt = startAt, EndAt = null, Outcome = outcome, Text = text ?? Text, NextStep = nextStep ?? NextStep, Channel = null, Direction = null };
        Take(details.Checked(DealId is not null));
        Tell("interaction.recorded", Facts(), deal, cause, at);
    }

    /// <summary>A received message is a fact (INT-004); notes about it are interactions of their own.</summary>
    public void Change(InteractionDetails details, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (Kind is InteractionKind.EmailIn) throw new DomainException("INT-004");
        RefuseReceivedMail(details.Kind, cause);
        RefuseWhenWithdrawn();
        var before = Details;
        var (planned, plannedKind) = (Kind is InteractionKind.Planned, PlannedKind);
        Take(details.Checked(DealId is not null));
        if (planned) (Kind, PlannedKind) = (InteractionKind.Planned, details.Kind is InteractionKind.Planned ? plannedKind : details.Kind);
        var changes = new Changes().Text("theme", before.Theme, Theme).Text("text", before.Text, Text).Text("place", before.Place, Place)
            .Text("nextStep", before.NextStep, NextStep).Value("kind", before.Kind, Kind).Value("startAt", before.StartAt, StartAt)
            .Value("endAt", before.EndAt, EndAt).Value("outcome", before.Outcome, Outcome).Value("customerId", before.CustomerId, CustomerId)
            .Value("contactId", before.ContactId, ContactId).Value("importance", before.Importance, Importance)
            .Value("responsibleId", before.ResponsibleId, ResponsibleId).Value("adChannelId", before.AdChannelId, AdChannelId)
            .Value("participants", before.Participants.Count, Participants.Count);
        if (changes.Any) Tell("interaction.changed", changes.Facts, deal, cause, at);
    }

    /// <summary>A mistaken record leaves the counts and stays readable.</summary>
    public void Withdraw(string reason, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (Withdrawn) return;
        var checks = new Checks();
        reason = checks.Text(reason, 500, "reason");
        checks.Throw();
        Withdrawn = true;
        Tell("interaction.withdrawn", Facts().WithText("reason", reason), deal, cause, at);
    }

    /// <summary>The stated fields as they stand: change one with <c>with</c>.</summary>
    public InteractionDetails Details => new()
    {
        Kind = Kind,
        Theme = Theme,
        Text = Text,
        Direction = Direction,
        Channel = Channel,
        StartAt = StartAt,
        EndAt = EndAt,
        Place = Place,
        Importance = Importance,
        ResponsibleId = ResponsibleId,
        CustomerId = CustomerId,
        ContactId = ContactId,
        SubjectKind = SubjectKind,
        SubjectId = SubjectId,
        Participants = Participants,
        Outcome = Outcome,
        NextStep = NextStep,
        AdChannelId = AdChannelId,
        SourceRef = SourceRef,
        ChainId = ChainId,
        PlannedItemId = PlannedItemId,
    };

    private static Interaction New(InteractionDetails details, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var interaction = new Interaction { DealId = deal?.Id, AuthorId = cause.Actor.IsPerson ? cause.Actor.Id : null };
        interaction.Born(cause, at);
        interaction.Take(details.Checked(deal is not null));
        interaction.ResponsibleId ??= interaction.AuthorId;
        if (interaction.ChainId == Guid.Empty) interaction.ChainId = interaction.Id;
        return interaction;
    }

    private void Take(InteractionDetails details)
    {
        (Kind, Theme, Text, Place) = (details.Kind, details.Theme, details.Text, details.Place);
        Channel = details.Channel ?? ChannelOf(details.Kind);
        Direction = details.Direction ?? DirectionOf(details.Kind);
        (StartAt, EndAt, Importance) = (details.StartAt, details.EndAt, details.Importance);
        (ResponsibleId, CustomerId, ContactId) = (details.ResponsibleId, details.CustomerId, details.ContactId);
        (SubjectKind, SubjectId, Participants) = (details.SubjectKind, details.SubjectId, details.Participants);
        (Outcome, NextStep, AdChannelId, SourceRef) = (details.Outcome, details.NextStep, details.AdChannelId, details.SourceRef);
        (ChainId, PlannedItemId) = (details.ChainId ?? ChainId, details.PlannedItemId);
    }

    private Facts Facts() => new Facts().With("interactionKind", Kind).With("channel", Channel).With("startAt", (DateTimeOffset?)StartAt)
        .With("outcome", Outcome).With("customerId", CustomerId).WithText("theme", Theme).WithText("nextStep", NextStep);

    private void RefuseWhenWithdrawn()
    {
        if (Withdrawn) throw new DomainException("GEN-008");
    }

    private static void RefuseReceivedMail(InteractionKind kind, Cause cause)
    {
        if (kind is InteractionKind.EmailIn && cause.Door is (Door.Page or Door.Api)) throw new DomainException("INT-006");
    }

    private static Channel ChannelOf(InteractionKind kind) => kind switch
    {
        InteractionKind.Call => Channel.Phone,
        InteractionKind.EmailIn or InteractionKind.EmailOut => Channel.Email,
        InteractionKind.Sms => Channel.Sms,
        InteractionKind.Chat => Channel.Chat,
        InteractionKind.Visit => Channel.Visit,
        InteractionKind.WebForm => Channel.WebForm,
        _ => Channel.Meeting,
    };

    private static Direction DirectionOf(InteractionKind kind) => kind switch
    {
        InteractionKind.EmailIn or InteractionKind.WebForm => Direction.In,
        InteractionKind.EmailOut or InteractionKind.Sms => Direction.Out,
        _ => Direction.None,
    };
}
