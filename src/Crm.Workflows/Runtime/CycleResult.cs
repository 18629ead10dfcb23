namespace Crm.Workflows.Runtime;

/// <summary>What one cycle made; the host saves all of it in one transaction or none of it.</summary>
public sealed record CycleResult
{
    public required InstanceState State { get; init; }

    /// <summary>The document of <see cref="State"/> as text.</summary>
    public required string Document { get; init; }

    public required WorkflowStatus Status { get; init; }

    /// <summary>Bookmarks created and still waiting.</summary>
    public required IReadOnlyList<Bookmark> NewBookmarks { get; init; }

    /// <summary>Bookmarks of the loaded state that are gone: resumed or canceled.</summary>
    public required IReadOnlyList<Bookmark> BurnedBookmarks { get; init; }

    public required IReadOnlyList<JournalEntry> Journal { get; init; }
    public required IReadOnlyList<OutboxEffect> Effects { get; init; }
    public required IReadOnlyList<Incident> NewIncidents { get; init; }

    /// <summary>What the first cycles of the runs made that were started here, in their order.</summary>
    public IReadOnlyList<CycleResult> Children { get; init; } = [];

    /// <summary>Runs that nobody waits for any more: they are canceled with what waited for them.</summary>
    public IReadOnlyList<Guid> CanceledChildren { get; init; } = [];

    /// <summary>The cycle left its limits (CC-04): only the incident is new, and the host discards whatever the activities did to the deal.</summary>
    public bool IsRolledBack { get; init; }

    /// <summary>The correlation id changed: bookmarks that stay have to follow (CO-02).</summary>
    public bool CorrelationChanged { get; init; }
}
