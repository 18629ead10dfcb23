using Crm.Domain.Customers;
using Crm.Domain.Deals;

namespace Crm.Domain.Tests.Deals;

public sealed class ParticipantTests
{
    private readonly Customer client = A.Customer();
    private readonly Deal deal;

    public ParticipantTests() => deal = A.Deal(client);

    [Fact]
    public void A_deal_has_one_client()
    {
        var first = Add(new(client.Id, ParticipantRole.Client));

        Assert.Equal("PRT-001", Refused(() => Add(new(client.Id, ParticipantRole.Client), first)));

        first.Remove(deal, A.Cause(), A.Now);
        Assert.Equal(client.Id, Add(new(client.Id, ParticipantRole.Client), first).CustomerId);
    }

    [Fact]
    public void Only_the_deals_customer_is_its_client() =>
        Assert.Equal("PRT-002", Refused(() => Add(new(Guid.CreateVersion7(), ParticipantRole.Client))));

    [Fact]
    public void Only_a_competitor_wins_the_deal_from_us()
    {
        Assert.Equal("PRT-003", Refused(() => Add(new(Guid.CreateVersion7(), ParticipantRole.Partner) { WonDeal = true })));
        Assert.True(Add(new(Guid.CreateVersion7(), ParticipantRole.Competitor) { WonDeal = true }).WonDeal);
    }

    [Fact]
    public void A_change_is_a_fact_of_the_deal()
    {
        var partner = Add(new(Guid.CreateVersion7(), ParticipantRole.Partner));

        partner.Change(new(partner.CustomerId, ParticipantRole.Partner) { Influence = Influence.DecisionMaker }, [partner], deal, A.Cause(), A.Now);

        Assert.Equal("participant.changed", deal.NewEvents[^1].Kind);
        Assert.Contains("DecisionMaker", deal.NewEvents[^1].Payload, StringComparison.Ordinal);
    }

    private Participant Add(Participation part, params Participant[] others) => Participant.Add(part, others, deal, A.Cause(), A.Now);

    private static string Refused(Action act) => Assert.Throws<DomainException>(act).Code;
}
