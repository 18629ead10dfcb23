using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Xunit;

namespace Crm.Domain.Tests.Audit;

public sealed class FindingTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(A.Now.UtcDateTime);
    private readonly Actor anna = A.Person("Anna", Role.SalesManager), rita = A.Person("Rita", Role.Auditor);

    [Fact]
    public void An_acceptance_has_a_reason_an_owner_and_an_end_within_a_year()
    {
        var (finding, deal) = Found();
        var whole = new Verdict(Disposition.Accepted) { Reason = "Agreed with the customer", OwnerId = Guid.CreateVersion7(), ExpiresOn = Today.AddDays(365) };

        Assert.All([whole with { Reason = " " }, whole with { OwnerId = null }, whole with { ExpiresOn = null }, whole with { ExpiresOn = Today },
            whole with { ExpiresOn = Today.AddDays(366) }], verdict => Assert.Equal("AUD-001", Refused(finding, verdict, deal, rita)));
        finding.Judge(whole, deal, Today, A.Cause(rita), A.Now);

        Assert.Equal((Disposition.Accepted, whole.OwnerId, whole.ExpiresOn, rita.Id), (finding.Disposition, finding.OwnerId, finding.ExpiresOn, finding.DisposedBy));
        Assert.Equal("finding.disposed", Assert.Single(finding.TakeRecords().Entries).Kind);
    }

    [Theory]
    [InlineData(Disposition.Explained)]
    [InlineData(Disposition.Violation)]
    public void Any_other_verdict_has_a_reason_as_well(Disposition disposition)
    {
        var (finding, deal) = Found();

        Assert.Equal("GEN-012", Refused(finding, new Verdict(disposition), deal, rita));
        finding.Judge(new Verdict(disposition) { Reason = "Seen" }, deal, Today, A.Cause(rita), A.Now);
        finding.Judge(new Verdict(Disposition.Open), deal, Today, A.Cause(rita), A.Now);

        Assert.Equal((Disposition.Open, null), (finding.Disposition, finding.Reason));
    }

    [Fact]
    public void Nobody_judges_an_own_deal_or_an_own_act()
    {
        var (finding, deal) = Found();
        var owner = A.Person("Boris", Role.Auditor) with { Id = deal.OwnerId };
        deal.AssignTo(Guid.CreateVersion7(), null, true, A.Cause(rita), A.Now);
        var verdict = new Verdict(Disposition.Explained) { Reason = "Seen" };

        Assert.Equal("AUD-002", Refused(finding, verdict, deal, anna));
        Assert.Equal("AUD-002", Refused(finding, verdict, deal, owner));
        Assert.Equal("AUD-002", Refused(finding, verdict, deal, rita with { OnBehalfOf = anna.Id }));
        Assert.Equal("AUD-002", Refused(finding, verdict, deal, rita with { Id = deal.OwnerId }));
        Assert.Equal(Disposition.Open, finding.Disposition);
    }

    [Theory]
    [InlineData("WFI-001", DeviationKind.Unauthorized)]
    [InlineData("WFI-002", DeviationKind.OutOfOrder)]
    [InlineData("STG-005", DeviationKind.Backdated)]
    [InlineData("GEN-009", DeviationKind.Unauthorized)]
    [InlineData("GEN-008", null)]
    [InlineData("GEN-012", null)]
    public void Only_refusals_that_guard_the_procedure_are_attempts(string code, DeviationKind? kind)
    {
        var attempt = Finding.Attempted(new DomainException(code, "x"), Guid.CreateVersion7(), A.Cause(anna), A.Now);

        Assert.Equal(kind, attempt?.Deviation);
        Assert.NotEqual(false, attempt?.Refused);
    }

    [Fact]
    public void The_same_attempt_is_found_once_a_day()
    {
        var deal = Guid.CreateVersion7();
        string? Key(string code, Actor actor, DateTimeOffset at) => Finding.Attempted(new DomainException(code, "x"), deal, A.Cause(actor), at)?.Key;

        Assert.Equal(Key("WFI-001", anna, A.Now), Key("WFI-001", anna, A.Now.AddHours(1)));
        Assert.Equal(4, new[] { Key("WFI-001", anna, A.Now), Key("WFI-001", anna, A.Now.AddDays(1)), Key("WFI-001", rita, A.Now), Key("GEN-009", anna, A.Now) }.Distinct().Count());
    }

    [Fact]
    public void A_warning_is_no_attempt() =>
        Assert.Null(Finding.Attempted(new DomainException([new Refusal("WFI-002") { IsWarning = true }]), Guid.CreateVersion7(), A.Cause(anna), A.Now));

    private (Finding, Deal) Found()
    {
        var deal = A.Deal();
        return (Finding.Attempted(new DomainException("WFI-001"), deal.Id, A.Cause(anna), A.Now)!, deal);
    }

    private static string Refused(Finding finding, Verdict verdict, Deal deal, Actor actor) =>
        Assert.Throws<DomainException>(() => finding.Judge(verdict, deal, Today, A.Cause(actor), A.Now)).Code;
}
