using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities;

internal static class WorkOfContext
{
    /// <summary>The deal of the run; a definition that uses deal steps without a deal stops with an incident.</summary>
    public static DealWork RequireWork(this ActivityContext context) =>
        context.Work as DealWork ?? throw new InvalidOperationException("This step needs a deal.");

    /// <summary>The work of the run, whether it belongs to a deal or not.</summary>
    public static RunWork RequireRun(this ActivityContext context) =>
        context.Work ?? throw new InvalidOperationException("This step needs an inbox, which a trial does not have.");
}
