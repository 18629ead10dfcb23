using Scriban;

namespace Crm.Workflows.Expressions;

/// <summary>The sandbox of templates. A value of zero would mean no limit.</summary>
internal static class TemplateLimits
{
    public const int SourceLength = 64 * 1024;
    public const int OutputLength = 256 * 1024;
    public const long Allocated = 20 * 1024 * 1024;
    public static readonly TimeSpan WallClock = TimeSpan.FromMilliseconds(250);

    public static void Apply(TemplateContext context, CancellationToken stop)
    {
        context.LoopLimit = 1_000;
        context.LoopLimitQueryable = 1_000;
        context.RecursiveLimit = 32;
        context.ObjectRecursionLimit = 10;
        context.LimitToString = OutputLength;
        context.OutputLimit = OutputLength;
        context.OnStringLimit = ScriptLimitBehavior.Throw;
        context.OnOutputLimit = ScriptLimitBehavior.Throw;
        context.RegexTimeOut = TimeSpan.FromMilliseconds(50);
        context.TemplateLoader = null;
        context.EnableRelaxedMemberAccess = false;
        context.CancellationToken = stop;
    }

    /// <summary>Each round of a loop may make texts up to the limit of one: together they must not take the machine's memory.</summary>
    /// <param name="before">What the thread had taken when the template began.</param>
    public static void CheckAllocated(long before)
    {
        if (GC.GetAllocatedBytesForCurrentThread() - before > Allocated) throw new ExpressionException("EX-LIMIT", "The template was stopped: it takes too much memory.");
    }
}
