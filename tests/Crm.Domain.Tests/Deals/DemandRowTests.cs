using Crm.Domain.Deals;

namespace Crm.Domain.Tests.Deals;

public sealed class DemandRowTests
{
    private readonly Deal deal = A.Deal();

    [Theory]
    [InlineData(100, DemandState.Satisfied)]
    [InlineData(1, DemandState.Partly)]
    [InlineData(0, DemandState.NotSatisfied)]
    public void The_state_follows_the_share_that_was_met(int pct, DemandState state) => Assert.Equal(state, Row(new("Pumps", 100, pct)).State);

    [Theory]
    [InlineData(-1, 10, "DMD-001")]
    [InlineData(101, 10, "DMD-001")]
    [InlineData(50, -1, "DMD-003")]
    public void Shares_and_amounts_have_their_range(int pct, int amount, string code) =>
        Assert.Equal(code, Assert.Throws<DomainException>(() => Row(new("Pumps", amount, pct))).Code);

    [Fact]
    public void Unmet_demand_is_explained_before_closing()
    {
        DemandRow[] rows = [Row(new("Pumps", 100, 50)), Row(new("Hoses", 10, 100)), Row(new("Valves", 10, 0)), Row(new("Seals", 10, 0, "Not in stock"))];

        var refused = Assert.Throws<DomainException>(() => DemandRow.RequireExplained(rows));

        Assert.Equal([("DMD-002", "Pumps"), ("DMD-002", "Valves")], refused.Refusals.Select(r => (r.Code, (string)r.Args[0]!)));
    }

    [Fact]
    public void A_canceled_row_needs_no_reason()
    {
        var row = Row(new("Pumps", 100));

        row.Cancel(deal, A.Cause(), A.Now);

        Assert.True(row.IsExplained);
        Assert.Equal(["demand.added", "demand.canceled"], deal.NewEvents.Skip(1).Select(e => e.Kind));
    }

    private DemandRow Row(Demand demand) => DemandRow.Add(demand, deal, A.Cause(), A.Now);
}
