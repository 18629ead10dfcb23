namespace Crm.Web.Features.Runs;

/// <summary>A fault of one step, open or resolved; the stack is for operators only (IC-06).</summary>
/// <param name="Step">Names the failed run of the step.</param>
/// <param name="Resolution">Retry, Dismiss or Canceled; null while it is open.</param>
public sealed record RunFault(string Step, string NodeId, string Title, StuckFault Fault, string Message, DateTimeOffset At, string? Resolution, DateTimeOffset? ResolvedAt)
{
    public string? Exception { get; init; }
    public string? Stack { get; init; }
}
