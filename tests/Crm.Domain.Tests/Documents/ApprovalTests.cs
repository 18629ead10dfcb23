using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Users;

namespace Crm.Domain.Tests.Documents;

public sealed class ApprovalTests
{
    private static readonly HashSet<Guid> Nobody = [];
    private readonly Actor author = A.Person("Author", Role.SalesHead), requester = A.Person("Anna", Role.SalesHead), owner = A.Person("Owner", Role.SalesHead),
        head = A.Person("Head", Role.SalesHead);
    private readonly Deal deal;
    private readonly SalesDocument offer;
    private readonly Approval approval;

    public ApprovalTests()
    {
        deal = A.Deal(owner: owner.Id);
        offer = A.ActiveOffer(deal, A.Cause(author), A.Line(1, 100, 25));
        approval = Approval.Request(new("discount") { ApproverRole = Role.SalesHead }, offer, deal, A.Cause(requester), A.Now);
    }

    [Fact]
    public void Four_eyes_exclude_the_requester_the_author_and_the_owner() =>
        Assert.All([requester, author, owner], person => Assert.Equal("APR-001", Refused(() => Decide(person))));

    [Fact]
    public void A_substitute_of_an_excluded_person_is_excluded()
    {
        Assert.Equal("APR-001", Refused(() => Decide(head with { OnBehalfOf = owner.Id })));
        Assert.Equal("APR-001", Refused(() => approval.Decide(true, null, offer, new HashSet<Guid> { head.Id }, deal, A.Cause(head), A.Now)));
    }

    [Fact]
    public void Somebody_else_with_the_role_decides()
    {
        Decide(head);

        Assert.True(approval.IsGrantedFor(offer.ContentHash));
        Assert.Equal(head.Id, approval.DecidedBy);
        Assert.Equal("approval.decided", deal.NewEvents[^1].Kind);
    }

    [Fact]
    public void Somebody_without_the_role_does_not() => Assert.Equal("GEN-009", Refused(() => Decide(A.Person("Max", Role.SalesManager))));

    [Fact]
    public void Changed_content_is_not_decided_on()
    {
        offer.ChangeLines([A.Line(1, 100, 50)], null, deal, A.Cause(author), A.Now);

        Assert.Equal("APR-002", Refused(() => Decide(head)));
    }

    [Fact]
    public void A_granted_approval_does_not_cover_changed_content()
    {
        Decide(head);

        offer.ChangeLines([A.Line(1, 100, 50)], null, deal, A.Cause(author), A.Now);

        Assert.False(approval.IsGrantedFor(offer.ContentHash));
    }

    [Fact]
    public void A_decision_is_made_once()
    {
        Decide(head);
        Assert.Equal("APR-003", Refused(() => Decide(head)));
    }

    [Fact]
    public void A_withdrawn_request_is_not_decided()
    {
        approval.Withdraw("Not needed", deal, A.Cause(requester), A.Now);

        Assert.Equal("APR-003", Refused(() => Decide(head)));
    }

    [Fact]
    public void A_rejection_grants_nothing()
    {
        approval.Decide(false, "Too much", offer, Nobody, deal, A.Cause(head), A.Now);

        Assert.Equal((ApprovalState.Rejected, false), (approval.State, approval.IsGrantedFor(offer.ContentHash)));
    }

    private void Decide(Actor actor) => approval.Decide(true, null, offer, Nobody, deal, A.Cause(actor), A.Now);

    private static string Refused(Action act) => Assert.Throws<DomainException>(act).Code;
}
