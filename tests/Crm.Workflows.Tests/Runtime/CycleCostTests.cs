using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class CycleCostTests
{
    private const int Rounds = 200;

    [Fact]
    public void A_cycle_of_the_standard_sale_takes_little_memory()
    {
        var run = ShippedFlow.Run("standard-sale", null, ("t5", string.Join(' ', Enumerable.Repeat("*", 10))));
        var (bookmark, scope) = (run.State.Bookmarks[0].Id, run.Scope());
        ExecutionCycle.Resume(run.Graph, run.State, bookmark, new Stimulus("Test.Step"), scope);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++) ExecutionCycle.Resume(run.Graph, run.State, bookmark, new Stimulus("Test.Step"), scope);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;

        TestContext.Current.TestOutputHelper?.WriteLine($"{each:N0} bytes");
        Assert.InRange(each, 1, 150 << 10);
    }
}
