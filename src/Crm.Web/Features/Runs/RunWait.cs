namespace Crm.Web.Features.Runs;

/// <summary>One thing a run waits for.</summary>
/// <param name="What">The title of the task, the name of the event, the title of the run; else of the step.</param>
/// <param name="Id">The task or the run, to go there.</param>
public sealed record RunWait(RunWaitKind Kind, string What, string BookmarkId, string NodeId, string Step, DateTimeOffset Since)
{
    public Guid? Id { get; init; }
    public DateTimeOffset? Until { get; init; }
}
