using Crm.Workflows.Expressions;

namespace Crm.Workflows.Tests.Expressions;

/// <summary>What a script or a template may cost until it is stopped. A clock would measure the machine; what it takes from memory is its own.</summary>
internal static class Attack
{
    private const long Limit = 50 << 20;

    public static void IsStopped(Action attack)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ExpressionException>(attack);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < Limit, $"It took {taken >> 20} MiB.");
    }
}
