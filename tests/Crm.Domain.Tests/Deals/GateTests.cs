using System.Text.Json;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Users;
using Xunit;

namespace Crm.Domain.Tests.Deals;

public sealed class GateTests
{
    private static readonly Guid Call = Guid.CreateVersion7(), Mail = Guid.CreateVersion7();

    private static readonly DealFacts Talked = new()
    {
        Now = A.Now,
        Interactions =
        [
            new(InteractionKind.Call, Direction.Out, InteractionOutcome.NoAnswer, [new(Call, A.Now.AddDays(-1))]),
            new(InteractionKind.EmailIn, Direction.In, null, [new(Mail, A.Now.AddDays(-10))]),
        ],
        Promises = [new(CommitmentSide.Customers, 2, 1)],
    };

    [Theory]
    [InlineData("potential", Comparison.GreaterOrEqual, "100000", true)]
    [InlineData("potential", Comparison.Greater, "100000", false)]
    [InlineData("potential", Comparison.Less, "100000.5", true)]
    [InlineData("expectedCloseOn", Comparison.LessOrEqual, "2026-12-31", true)]
    [InlineData("expectedCloseOn", Comparison.Equal, "2026-12-30", false)]
    [InlineData("name", Comparison.Equal, "PUMPS", true)]
    [InlineData("name", Comparison.NotEqual, "Valves", true)]
    [InlineData("comment", Comparison.Equal, "", false)]
    [InlineData("comment", Comparison.NotEqual, "Urgent", true)]
    [InlineData("probability", Comparison.Less, "50", false)]
    public void A_field_is_compared_as_its_type_orders_it(string field, Comparison comparison, string value, bool holds) =>
        Assert.Equal(holds, new Check.FieldCompare(field, comparison, value).Holds(Deal(), new DealFacts()));

    [Fact]
    public void What_a_text_was_is_not_kept()
    {
        Assert.False(new Check.FieldCompare("name", Comparison.Equal, "Valves").Inputs(Deal(), new DealFacts()).ContainsKey("actual"));
        Assert.Equal("100000", (string?)new Check.FieldCompare("potential", Comparison.Equal, "1").Inputs(Deal(), new DealFacts())["actual"]);
    }

    [Theory]
    [InlineData("""{ "kind": "InteractionHeld" }""", true)]
    [InlineData("""{ "kind": "InteractionHeld", "min": 3 }""", false)]
    [InlineData("""{ "kind": "InteractionHeld", "direction": "In" }""", true)]
    [InlineData("""{ "kind": "InteractionHeld", "direction": "In", "days": 7 }""", false)]
    [InlineData("""{ "kind": "InteractionHeld", "direction": "Out", "days": 7 }""", true)]
    [InlineData("""{ "kind": "InteractionHeld", "outcomes": ["Reached", "Agreed"] }""", false)]
    [InlineData("""{ "kind": "InteractionHeld", "outcomes": ["NoAnswer"], "kinds": ["Call"] }""", true)]
    [InlineData("""{ "kind": "CommitmentsClosed" }""", false)]
    [InlineData("""{ "kind": "CommitmentsClosed", "side": "Ours" }""", true)]
    [InlineData("""{ "kind": "CommitmentsClosed", "side": "Customers" }""", false)]
    [InlineData("""{ "kind": "NoOverdueCommitment" }""", true)]
    [InlineData("""{ "kind": "NoOverdueCommitment", "side": "Customers" }""", false)]
    public void A_check_looks_only_at_what_it_names(string check, bool holds) => Assert.Equal(holds, Read(check).Holds(Deal(), Talked));

    [Fact]
    public void A_gate_names_the_records_it_rests_on()
    {
        var evidence = Gate(Read("""{ "kind": "InteractionHeld", "direction": "In" }""")).Evaluate(Deal(), Talked).Evidence;

        Assert.Equal([new EvidenceRef("interaction", Mail)], evidence);
    }

    [Fact]
    public void An_approval_counts_for_the_content_it_was_given_for_and_under_four_eyes()
    {
        var deal = Deal();
        var (document, stranger) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var contract = new DocumentFact(document, DocumentKind.Contract, DocumentStatus.Draft, 0, 0, "now", null, false, Guid.CreateVersion7(), null);
        var check = new Check.ApprovalGranted("contract", DocumentKind.Contract);

        Assert.True(check.Holds(deal, Decided("contract", "now", stranger)));
        Assert.False(check.Holds(deal, Decided("discount", "now", stranger)));
        Assert.False(check.Holds(deal, Decided("contract", "before", stranger)));
        Assert.False(check.Holds(deal, Decided("contract", "now", deal.OwnerId)));
        Assert.True((check with { FourEyes = false }).Holds(deal, Decided("contract", "now", deal.OwnerId)));
        Assert.False((check with { Document = DocumentKind.CustomerOrder }).Holds(deal, Decided("contract", "now", stranger)));

        DealFacts Decided(string kind, string hash, Guid by) => new()
        {
            Documents = [contract],
            Approvals = [new ApprovalFact(Guid.CreateVersion7(), kind, document, hash, ApprovalState.Approved, by, null)],
        };
    }

    [Fact]
    public void A_list_is_done_when_every_point_is_ticked()
    {
        var list = new Check.ChecklistDone([new("site", new LocalText("Seen", "Осмотрено")), new("plan", new LocalText("Drawn", "Начерчено"))]);

        Assert.False(list.Holds(Deal(), new DealFacts { Ticks = [new(Guid.CreateVersion7(), "site")] }));
        Assert.Equal("plan", (string?)list.Inputs(Deal(), new DealFacts { Ticks = [new(Guid.CreateVersion7(), "site")] })["missing"]![0]);
        Assert.True(list.Holds(Deal(), new DealFacts { Ticks = [new(Guid.CreateVersion7(), "plan"), new(Guid.CreateVersion7(), "site")] }));
    }

    [Theory]
    [InlineData("""{ "kind": "FieldFilled", "field": "shoeSize" }""", "GATE-001")]
    [InlineData("""{ "kind": "FieldCompare", "field": "shoeSize", "operator": "Equal", "value": "1" }""", "GATE-001")]
    [InlineData("""{ "kind": "FieldCompare", "field": "potential", "operator": "Equal", "value": "much" }""", "GATE-002")]
    [InlineData("""{ "kind": "FieldCompare", "field": "name", "operator": "Less", "value": "B" }""", "GATE-002")]
    [InlineData("""{ "kind": "All", "checks": [{ "kind": "Not", "check": { "kind": "FieldFilled", "field": "shoeSize" } }] }""", "GATE-001")]
    [InlineData("""{ "kind": "ChecklistDone", "items": [{ "code": "a", "text": { "en": "Seen", "ru": "" } }] }""", "GATE-003")]
    public void A_version_with_a_gate_that_cannot_be_asked_is_not_published(string check, string code)
    {
        var flow = Flow($$"""{ "code": "G1", "title": { "en": "Gate", "ru": "Контроль" }, "message": { "en": "Not yet", "ru": "Рано" }, "check": {{check}} }""");

        Assert.Equal(code, Assert.Throws<DomainException>(() => Publish(flow)).Code);
    }

    [Fact]
    public void A_gate_speaks_both_languages_and_all_that_is_wrong_is_said_together()
    {
        var flow = Flow("""
            { "code": "G1", "title": { "en": "Gate", "ru": "" }, "message": { "en": "", "ru": "Рано" }, "check": { "kind": "FieldFilled", "field": "shoeSize" } }
            """);

        Assert.Equal(["GATE-001", "GATE-003", "GATE-003"], Assert.Throws<DomainException>(() => Publish(flow)).Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public void Every_named_field_may_be_asked_for() => Assert.All(DealField.Names, name =>
        Assert.NotNull(Publish(Flow($$"""
            { "code": "G1", "title": { "en": "Gate", "ru": "Контроль" }, "message": { "en": "Not yet", "ru": "Рано" }, "check": { "kind": "FieldFilled", "field": "{{name}}" } }
            """)).RulesHash));

    private static ProcedureVersion Publish(string flow) =>
        DealType.Add(StageFlow.Parse(flow), A.Now).Publish(1, "d:1", 1, "content", StageFlow.Canonical(flow), null, A.Now);

    private static string Flow(string gate) => $$"""
        { "dealType": "own", "name": { "en": "Own", "ru": "Своя" }, "controlMode": "Manual", "definition": "own", "stages": [
          { "code": "talk", "name": { "en": "Talk", "ru": "Разговор" }, "gates": [{{gate}}] },
          { "code": "won", "name": { "en": "Won", "ru": "Выиграна" }, "kind": "Won" }, { "code": "lost", "name": { "en": "Lost", "ru": "Проиграна" }, "kind": "Lost" } ] }
        """;

    private static Check Read(string json) => JsonSerializer.Deserialize<Check>(json, StageFlow.Json)!;

    private static Gate Gate(Check check) =>
        new() { Code = "G1", Title = new LocalText("Gate", "Контроль"), Message = new LocalText("Not yet", "Рано"), Check = check };

    private static Deal Deal()
    {
        var deal = A.Deal();
        deal.Change(DealChange.Of(deal) with { Potential = 1_000_00, ExpectedCloseOn = new DateOnly(2026, 12, 31) }, A.Cause(A.Person("Anna", Role.SalesManager)), A.Now);
        return deal;
    }
}
