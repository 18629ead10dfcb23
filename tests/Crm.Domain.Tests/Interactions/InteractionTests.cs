using Crm.Domain.Deals;
using Crm.Domain.Interactions;

namespace Crm.Domain.Tests.Interactions;

public sealed class InteractionTests
{
    [Fact]
    public void An_interaction_needs_a_customer_a_contact_or_a_subject()
    {
        var nobody = A.Call() with { CustomerId = null };

        Assert.Equal("INT-001", Refused(() => Interaction.Record(nobody, null, A.Cause(), A.Now)));
        Assert.NotNull(Interaction.Record(nobody, A.Deal(), A.Cause(), A.Now).DealId);
    }

    [Fact]
    public void It_does_not_end_before_it_starts() =>
        Assert.Equal("INT-002", Refused(() => Interaction.Record(A.Call() with { EndAt = A.Now.AddMinutes(-1) }, null, A.Cause(), A.Now)));

    [Theory]
    [InlineData(Door.Page)]
    [InlineData(Door.Api)]
    public void Received_mail_is_not_entered_by_hand(Door door) =>
        Assert.Equal("INT-006", Refused(() => Interaction.Record(A.Call() with { Kind = InteractionKind.EmailIn }, null, A.Cause(door: door), A.Now)));

    [Fact]
    public void Received_mail_waits_for_review_and_does_not_change()
    {
        var mail = Interaction.Record(A.Call() with { Kind = InteractionKind.EmailIn }, null, A.Cause(door: Door.Job), A.Now);

        Assert.Equal((InteractionState.ToReview, Channel.Email, Direction.In), (mail.State, mail.Channel, mail.Direction));
        Assert.Equal("INT-004", Refused(() => mail.Change(mail.Details with { Theme = "Other" }, null, A.Cause(), A.Now)));
    }

    [Fact]
    public void A_plan_is_not_held_until_it_takes_place()
    {
        var visit = Interaction.Plan(A.Call() with { Kind = InteractionKind.Visit, StartAt = A.Now.AddDays(2) }, null, A.Cause(), A.Now);
        Assert.False(visit.IsHeld);
        Assert.Equal(InteractionKind.Visit, visit.PlannedKind);

        visit.Hold(InteractionKind.Call, A.Now.AddDays(1), InteractionOutcome.Agreed, null, "Send the offer", null, A.Cause(), A.Now.AddDays(1));

        Assert.True(visit.IsHeld);
        Assert.Equal((Channel.Phone, InteractionOutcome.Agreed), (visit.Channel, visit.Outcome!.Value));
    }

    [Fact]
    public void A_withdrawn_record_is_not_held()
    {
        var call = Interaction.Record(A.Call(), null, A.Cause(), A.Now);

        call.Withdraw("Wrong customer", null, A.Cause(), A.Now);

        Assert.False(call.IsHeld);
    }

    [Fact]
    public void A_postponed_one_returns_at_the_set_minute()
    {
        var form = Interaction.Record(A.Call() with { Kind = InteractionKind.WebForm }, null, A.Cause(), A.Now);
        Assert.Equal("INT-005", Refused(() => form.Postpone(A.Now, null, A.Cause(), A.Now)));

        form.Postpone(A.Now.AddHours(1), null, A.Cause(), A.Now);
        form.ReturnToReview(null, A.Cause(), A.Now.AddMinutes(59));
        Assert.Equal(InteractionState.Postponed, form.State);

        form.ReturnToReview(null, A.Cause(), A.Now.AddMinutes(60));
        Assert.Equal(InteractionState.ToReview, form.State);
    }

    [Fact]
    public void What_happens_in_a_deal_is_told_to_the_deal_alone()
    {
        var deal = A.Deal();

        var call = Interaction.Record(A.Call(), deal, A.Cause(), A.Now);

        Assert.Equal("interaction.recorded", deal.NewEvents[^1].Kind);
        Assert.DoesNotContain("Price", deal.NewEvents[^1].Payload, StringComparison.Ordinal);
        Assert.Equal(1, deal.EvidenceVersion);
        Assert.Empty(call.TakeRecords().Entries);
    }

    [Fact]
    public void A_change_without_its_deal_is_a_fault_of_the_caller()
    {
        var call = Interaction.Record(A.Call(), A.Deal(), A.Cause(), A.Now);

        Assert.Throws<InvalidOperationException>(() => call.Withdraw("Mistake", null, A.Cause(), A.Now));
    }

    [Fact]
    public void A_stranger_to_the_deal_needs_confirmation()
    {
        var (deal, call) = (A.Deal(), Interaction.Record(A.Call(), null, A.Cause(), A.Now));

        Assert.Equal("INT-003", Refused(() => call.SetSubject(null, deal, new HashSet<Guid>(), false, A.Cause(), A.Now)));

        call.SetSubject(null, deal, new HashSet<Guid>(), true, A.Cause(), A.Now);
        Assert.Equal(deal.Id, call.DealId);
    }

    private static string Refused(Action act) => Assert.Throws<DomainException>(act).Code;
}
