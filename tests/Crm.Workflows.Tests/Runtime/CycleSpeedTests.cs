using System.Diagnostics;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class CycleSpeedTests
{
    [Fact]
    public void A_cycle_of_the_standard_sale_takes_far_less_than_its_transaction()
    {
        var run = ShippedFlow.Run("standard-sale", null, ("t5", string.Join(' ', Enumerable.Repeat("*", 10))));
        var bookmark = run.State.Bookmarks[0].Id;
        var scope = run.Scope();
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 200; i++) ExecutionCycle.Resume(run.Graph, run.State, bookmark, new Stimulus("Test.Step"), scope);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds / 200);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{best:0.000} ms");
        Assert.True(best < 5, $"One cycle took {best:0.00} ms.");
    }
}
