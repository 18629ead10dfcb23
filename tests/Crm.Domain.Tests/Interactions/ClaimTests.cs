using Crm.Domain.Interactions;

namespace Crm.Domain.Tests.Interactions;

public sealed class ClaimTests
{
    private static readonly ClaimDetails Broken = new() { CustomerId = Guid.CreateVersion7(), Description = "Leaks", Reason = "Quality" };

    [Fact]
    public void A_claim_is_closed_with_a_result()
    {
        var claim = Claim.Register(Broken, null, A.Cause(), A.Now);
        claim.Take(Guid.CreateVersion7(), null, A.Cause(), A.Now);
        Assert.Equal("CLM-001", Refused(() => claim.Close(true, " ", null, A.Cause(), A.Now)));

        claim.Close(true, "Replaced", null, A.Cause(), A.Now);

        Assert.Equal(ClaimState.Satisfied, claim.State);
        Assert.Equal("GEN-007", Refused(() => claim.Close(false, "Again", null, A.Cause(), A.Now)));
    }

    [Fact]
    public void A_claimed_amount_is_not_negative() =>
        Assert.Equal("CLM-002", Refused(() => Claim.Register(Broken with { Amount = new Money(-1, "EUR") }, null, A.Cause(), A.Now)));

    [Fact]
    public void A_claim_says_what_is_wrong_and_why() =>
        Assert.Equal(["GEN-012", "GEN-012"], Assert.Throws<DomainException>(() =>
            Claim.Register(Broken with { Description = "", Reason = "" }, null, A.Cause(), A.Now)).Refusals.Select(r => r.Code));

    private static string Refused(Action act) => Assert.Throws<DomainException>(act).Code;
}
