using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Workflows.Tests.Runtime;

public sealed class FaultPlanTests
{
    [Fact]
    public void A_planned_failure_happens_the_nth_time_and_once()
    {
        var plan = FaultPlan.Parse("before-commit:throw:2, committed:throw");

        plan.Reach("before-commit");
        Assert.Equal("before-commit", Assert.Throws<FaultException>(() => plan.Reach("before-commit")).Point);
        plan.Reach("before-commit");
        Assert.Throws<FaultException>(() => plan.Reach("committed"));
        plan.Reach("another");
    }

    [Theory]
    [InlineData("before-commit")]
    [InlineData("before-commit:explode")]
    [InlineData("before-commit:throw:second")]
    [InlineData("before-commit:throw:1:2")]
    public void A_plan_that_does_not_say_what_to_do_is_refused(string text) => Assert.Throws<FormatException>(() => FaultPlan.Parse(text));
}
