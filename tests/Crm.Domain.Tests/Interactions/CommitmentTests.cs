using Crm.Domain.Interactions;

namespace Crm.Domain.Tests.Interactions;

public sealed class CommitmentTests
{
    private static readonly Guid North = Guid.CreateVersion7();

    [Fact]
    public void A_promise_is_not_due_before_the_interaction_it_was_made_in()
    {
        var call = Interaction.Record(A.Call(), null, A.Cause(), A.Now);

        Assert.Equal("CMT-001", Refused(() =>
            Commitment.Promise(CommitmentSide.Ours, "Send samples", A.Now.AddMinutes(-1), North, call, null, null, A.Cause(), A.Now)));
    }

    [Fact]
    public void Ours_is_overdue_after_its_time()
    {
        var promise = Promise();

        Assert.False(promise.IsOverdue(A.Now.AddDays(1)));
        Assert.True(promise.IsOverdue(A.Now.AddDays(1).AddTicks(1)));
    }

    [Fact]
    public void A_proof_is_attached_where_the_deal_type_asks_for_it()
    {
        var promise = Promise();
        Assert.Equal("CMT-002", Refused(() => promise.Keep(null, true, null, null, A.Cause(), A.Now)));

        promise.Keep("document 7", true, null, null, A.Cause(), A.Now);
        Assert.Equal(CommitmentState.Kept, promise.State);
    }

    [Fact]
    public void A_closed_commitment_stays_closed()
    {
        var promise = Promise();
        promise.Waive("Not needed", null, A.Cause(), A.Now);

        Assert.Equal("CMT-003", Refused(() => promise.Break(null, null, A.Cause(), A.Now)));
    }

    private static Commitment Promise() =>
        Commitment.Promise(CommitmentSide.Ours, "Send samples", A.Now.AddDays(1), North, null, null, null, A.Cause(), A.Now);

    private static string Refused(Action act) => Assert.Throws<DomainException>(act).Code;
}
