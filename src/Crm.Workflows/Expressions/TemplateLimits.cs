using Scriban;

namespace Crm.Workflows.Expressions;

/// <summary>The sandbox of templates. A value of zero would mean no limit.</summary>
internal static class TemplateLimits
{
    public const int SourceLength = 64 * 1024;
    public const int OutputLength = 256 * 1024;
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
}
