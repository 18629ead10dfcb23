namespace Crm.Web.Features.Runs;

/// <summary>One thing that only a person can get going again.</summary>
/// <param name="Id">The effect, the event, the task; for steps and timers the run.</param>
/// <param name="Step">Names the failed run of a step, or the timer.</param>
/// <param name="What">What it is called: the title of a step or a task, the kind of an effect, the name of an event.</param>
/// <param name="Fault">Why, in kinds that a person can act on.</param>
/// <param name="Reason">What the record keeps of the fault: codes and names of the machine.</param>
public sealed record StuckRow(StuckKind Kind, Guid Id, string? Step, string What, StuckFault Fault, string Reason, DateTimeOffset Since)
{
    public Guid? DealId { get; init; }

    /// <summary>Number and name of the deal.</summary>
    public string? Deal { get; init; }
    public Guid? RunId { get; init; }

    /// <summary>Whom it waits for in vain: a queue, a role, a person.</summary>
    public string? Who { get; init; }
}
