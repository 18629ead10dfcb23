using Crm.Workflows.Expressions;

namespace Crm.Workflows.Tests.Expressions;

/// <summary>What a script or a template may cost until it is stopped. A clock would measure the machine; what it takes from memory is its own.</summary>
internal static class Attack
{
    private const long Limit = 50 << 20;

    public static void IsStopped(Action attack) => IsCheap(() => Assert.Throws<ExpressionException>(attack));

    /// <summary>It may end by itself, if it only ends within the limits.</summary>
    public static void IsHarmless(Action attack) => IsCheap(() =>
    {
        try
        {
            attack();
        }
        catch (ExpressionException)
        {
            // Stopped.
        }
    });

    private static void IsCheap(Action attack)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        attack();
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < Limit, $"It took {taken >> 20} MiB.");
    }
}
