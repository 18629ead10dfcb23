namespace Crm.Web.Features.Runs;

/// <summary>One row of a run's journal.</summary>
/// <param name="Title">What the step is called; empty for the whole run.</param>
/// <param name="Event">A name of <see cref="Crm.Workflows.Runtime.JournalEvent"/>.</param>
public sealed record RunJournalRow(long Sequence, DateTimeOffset At, string NodeId, string Title, string Event)
{
    public IReadOnlyList<string> Outcomes { get; init; } = [];
    public string? Message { get; init; }

    /// <summary>Retry, Dismiss or Cancel, where an operator did it.</summary>
    public string? Resolution { get; init; }
    public string? By { get; init; }

    /// <summary>What the operator gave as reason; null when there is none or it has been erased.</summary>
    public string? Reason { get; init; }
}
