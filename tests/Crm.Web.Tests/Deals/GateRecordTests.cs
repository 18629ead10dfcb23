using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>What gates said is on record once per act, with what it rested on, and what becomes of that is noted; on every store of the engine.</summary>
public sealed class GateRecordTests(Desks desks) : IClassFixture<Desks>
{
    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task A_gate_that_is_asked_by_the_choice_and_by_the_move_is_kept_once_with_its_evidence(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.IsRefused(sale.Anna, "Done", "G1.1");
        Assert.Empty(await Gates(sale));

        await sale.Passes("first-contact");

        var said = await Gates(sale);
        Assert.Equal(said.Select(g => g.GateCode).Distinct(), said.Select(g => g.GateCode));
        var held = said.Single(g => g.GateCode == "G1.1");
        Assert.Equal((GateResult.Passed, "first-contact", 1, sale.Anna.Id), (held.Result, held.StageCode, held.VisitNo, held.ActorId));
        var call = (await sale.Own<Interaction>(i => i.DealId)).Single();
        Assert.Equal([new EvidenceRef("interaction", call.Id)], held.ReadEvidence());
        var moved = (await sale.Own<DealEvent>(e => e.DealId)).Single(e => e.Kind == "deal.stage_changed");
        Assert.Equal((moved.RequestId, moved.RulesHash), (held.Act, held.RulesHash));
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task A_warning_that_was_confirmed_says_so(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("presentation");
        await sale.Completes(sale.Anna);

        var warned = (await Gates(sale)).Single(g => g.GateCode == "G4.1");
        Assert.Equal((GateResult.Failed, GateSeverity.Warn, true), (warned.Result, warned.Severity, warned.Confirmed));
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task What_gates_said_stays_when_the_act_is_undone_and_binds_nobody(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("proposal");
        await sale.Passes("proposal");
        var before = (await Gates(sale)).Where(g => g.StageCode == "proposal").Select(g => g.Id).ToList();
        Assert.NotEmpty(before);

        await sale.Undoes(sale.Anna);

        var after = (await Gates(sale)).Where(g => g.StageCode == "proposal").ToList();
        Assert.Equal(before.Order(), after.Select(g => g.Id).Order());
        Assert.All(after, g => Assert.NotNull(g.UndoneAt));
        var offer = (await sale.Own<SalesDocument>(d => d.DealId)).Single();
        await sale.Desk.ChangeStatus(sale.Anna, sale.DealId, offer.Id, DocumentStatus.Canceled);
        Assert.Empty(await Findings(sale));
    }

    [Theory, OnEveryStore]
    public async Task A_document_that_a_passed_gate_rested_on_is_withdrawn_with_a_reason_and_found(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("proposal");
        await sale.Offers();
        var spare = (await sale.Own<SalesDocument>(d => d.DealId)).Single().Id;
        // Nothing rests on it yet.
        await sale.Desk.ChangeStatus(sale.Anna, sale.DealId, spare, DocumentStatus.Canceled);
        await sale.Passes("proposal");
        var offer = (await sale.Own<SalesDocument>(d => d.DealId)).Single(d => d.Id != spare).Id;

        await sale.IsRefused("DOC-003", () => sale.Desk.ChangeStatus(sale.Anna, sale.DealId, offer, DocumentStatus.Canceled));
        await sale.Desk.ChangeStatus(sale.Anna, sale.DealId, offer, DocumentStatus.Canceled, "Wrong customer");

        var fact = (await sale.Own<DealEvent>(e => e.DealId)).Last(e => e.Kind == "document.withdrawn" && e.Payload.Contains(offer.ToString(), StringComparison.Ordinal));
        var withdrawn = (await Gates(sale)).Where(g => g.WithdrawnAt is not null).ToList();
        Assert.Contains("G3.1", withdrawn.Select(g => g.GateCode));
        Assert.All(withdrawn, g => Assert.Equal((fact.Seq, sale.Anna.Id), (g.WithdrawnSeq!.Value, g.WithdrawnBy!.Value)));
        Assert.Equal((DeviationKind.MissingDocument, "proposal"), (await Findings(sale)).Select(f => (f.Deviation, f.StageCode!)).Single());
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task An_ordinary_sale_leaves_no_finding(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("result");
        await sale.Completes(sale.Anna, "Won");

        Assert.Equal(DealOutcome.Won, (await sale.Deal()).Outcome);
        Assert.Empty(await Findings(sale));
    }

    [Theory, OnEveryStore]
    public async Task An_attempt_that_was_refused_is_found_once_a_day(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.IsRefused(sale.Anna, "Done", "G1.1");
        await sale.IsRefused(sale.Anna, "Done", "G1.1");

        var attempt = Assert.Single(await Findings(sale));
        Assert.Equal((true, DeviationKind.OutOfOrder, "WFI-002", 0), (attempt.Refused, attempt.Deviation, attempt.RuleCode, attempt.Points));
        Assert.Contains("G1.1", attempt.Evidence, StringComparison.Ordinal);
        Assert.Contains((await sale.Denied()).Select(e => e.RequestId), act => act == attempt.Act);
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task An_exception_that_was_used_is_found(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Overrides(sale.Boris, "G1.1", "The customer wrote");
        Assert.Empty(await Findings(sale));
        await sale.Completes(sale.Anna);

        var used = Assert.Single(await Findings(sale));
        Assert.Equal((DeviationKind.OverrideUsed, "G1.1", 15, "first-contact"), (used.Deviation, used.RuleCode, used.Points, used.StageCode));

        await sale.Undoes(sale.Anna);
        Assert.Equal((0, true), (await Findings(sale)).Select(f => (f.Points, f.UndoneAt is not null)).Single());
    }

    private static Task<List<GateRecord>> Gates(Sale sale) => sale.Own<GateRecord>(g => g.DealId);

    private static Task<List<Finding>> Findings(Sale sale) => sale.Own<Finding>(f => f.DealId);
}
