using Crm.Domain.Tasks;
using Xunit;

namespace Crm.Domain.Tests.Tasks;

public sealed class MoneyAtRiskTests
{
    [Fact]
    public void V_23_the_drop_is_the_difference_of_two_shrunk_rates() =>
        Assert.Equal(0.3385m, Math.Round(MoneyAtRisk.Drop(wonInTime: 30, inTime: 50, wonLate: 5, late: 30), 4));

    [Theory]
    [InlineData(4, 90_000)]
    [InlineData(-3, 120_000)]
    [InlineData(16, 0)]
    public void V_23_a_million_is_at_risk_by_the_part_of_the_term_that_is_gone(int hoursLeft, int value) =>
        Assert.Equal(value, MoneyAtRisk.Of(1_000_000, 0.12m, MoneyAtRisk.Urgency(TimeSpan.FromHours(hoursLeft), TimeSpan.FromHours(16))));

    [Fact]
    public void Few_deals_tell_nothing() => Assert.Equal(0.10m, MoneyAtRisk.Drop(19, 19, 0, 100));

    [Fact]
    public void A_late_stage_that_wins_more_puts_nothing_at_risk() => Assert.Equal(0m, MoneyAtRisk.Drop(5, 30, 30, 50));

    [Fact]
    public void Without_a_term_a_task_stands_in_the_middle() => Assert.Equal(0.5m, MoneyAtRisk.Urgency(null, null));
}
