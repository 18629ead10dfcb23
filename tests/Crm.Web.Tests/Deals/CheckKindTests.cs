using Crm.Domain.Deals;
using Crm.Domain.Interactions;
using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>Every store gives gates the same facts.</summary>
public sealed class CheckKindTests
{
    private static readonly (string Code, string Check, bool Holds)[] Checks =
    [
        ("K01", """{ "kind": "FieldCompare", "field": "potential", "operator": "GreaterOrEqual", "value": "50000000" }""", true),
        ("K02", """{ "kind": "FieldCompare", "field": "potential", "operator": "Greater", "value": "50000000" }""", false),
        ("K03", """{ "kind": "InteractionHeld", "direction": "Out", "outcomes": ["Reached"], "kinds": ["Call"] }""", true),
        ("K04", """{ "kind": "InteractionHeld", "min": 2, "days": 1 }""", true),
        ("K05", """{ "kind": "InteractionHeld", "direction": "In" }""", false),
        ("K06", """{ "kind": "InteractionHeld", "outcomes": ["Refused"] }""", false),
        ("K07", """{ "kind": "CommitmentsClosed", "side": "Customers" }""", true),
        ("K08", """{ "kind": "CommitmentsClosed", "side": "Ours" }""", false),
        ("K09", """{ "kind": "NoOverdueCommitment" }""", false),
        ("K10", """{ "kind": "NoOverdueCommitment", "side": "Customers" }""", true),
        ("K11", """{ "kind": "ChecklistDone", "items": [{ "code": "site", "text": { "en": "Seen", "ru": "Осмотрено" } }] }""", true),
        ("K12", """{ "kind": "ChecklistDone", "items": [{ "code": "plan", "text": { "en": "Drawn", "ru": "Начерчено" } }] }""", false),
        ("K13", """{ "kind": "ParticipantWithInfluence", "influence": "DecisionMaker" }""", true),
        ("K14", """{ "kind": "CompetitorKnown" }""", true),
        ("K15", """{ "kind": "DemandKnown" }""", true),
        ("K16", """{ "kind": "ApprovalGranted", "approval": "discount" }""", false),
        ("K17", """{ "kind": "Not", "check": { "kind": "FieldFilled", "field": "comment" } }""", true),
    ];

    [Theory, OnEveryStore]
    public async Task A_check_answers_alike_on_every_store(Store store)
    {
        await using var desk = await SaleDesk.OpenAsync(store, office => GatedStage.PublishAsync(office,
            [.. Checks.Select(c => GatedStage.Gate(c.Code, c.Check, """ "severity": "AuditOnly", """))]));
        var sale = await Sale.OpenAsync(desk);
        await sale.Contacts();
        await sale.Meets();
        await sale.FindsDecisionMaker();
        await desk.AddParticipant(sale.Anna, sale.DealId, new Participation(desk.Office.OtherCustomerId, ParticipantRole.Competitor));
        await desk.AddDemand(sale.Anna, sale.DealId, new Demand("Pumps", 100_00));
        await sale.Promises(desk.Clock.Now.AddMinutes(2));
        await desk.Tick(sale.Anna, sale.DealId, "site");
        await desk.Tick(sale.Anna, sale.DealId, "site");
        desk.Clock.Advance(TimeSpan.FromMinutes(5));

        await sale.Completes(sale.Anna);

        var said = (await sale.Own<GateRecord>(g => g.DealId)).ToDictionary(g => g.GateCode);
        Assert.Equal(Checks.Select(c => (c.Code, c.Holds)), Checks.Select(c => (c.Code, said[c.Code].Result is GateResult.Passed)));
        Assert.Equal("qualification", (await sale.Deal()).StageCode);
        var ticked = Assert.Single(await sale.Own<ChecklistTick>(t => t.DealId));
        Assert.Equal([new EvidenceRef("tick", ticked.Id)], said["K11"].ReadEvidence());
        Assert.Equal((await sale.Own<Interaction>(i => i.DealId)).Select(i => i.Id).Order(), said["K04"].ReadEvidence().Select(e => e.Id).Order());
        await sale.IsRefused("GEN-003", () => desk.Tick(sale.Anna, sale.DealId, "nothing"));
    }
}
