using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime;

/// <summary>What undoing an act has to put back, and what it has to take back.</summary>
internal sealed record UndoFacts(DealPosition Deal)
{
    /// <summary>Tasks that the act finished or canceled, as they were.</summary>
    public IReadOnlyList<TaskPosition> Tasks { get; init; } = [];
    public IReadOnlyList<Guid> NewTasks { get; init; } = [];
    public IReadOnlyList<Guid> DecidedApprovals { get; init; } = [];
    public IReadOnlyList<Guid> NewApprovals { get; init; } = [];
    public IReadOnlyList<Guid> Messages { get; init; } = [];

    /// <summary>Events that a wait of the act found and used up.</summary>
    public IReadOnlyList<UsedEvent> Events { get; init; } = [];

    /// <summary>Runs beside the one that the act was about.</summary>
    public IReadOnlyList<RunPosition> Runs { get; init; } = [];
}

/// <param name="Document">Before the act; null when the act started it.</param>
/// <param name="JournalNo">The number of its next journal row after the act.</param>
internal sealed record RunPosition(Guid Id, string? Document, long JournalNo);

internal sealed record UsedEvent(string Name, string? Hash, string? CorrelationId, JsonObject? Input)
{
    public static UsedEvent Of(Stimulus stimulus) => new(stimulus.Name, stimulus.Hash, stimulus.CorrelationId, stimulus.Input);

    public Stimulus ToStimulus() => new(Name) { Hash = Hash, CorrelationId = CorrelationId, Input = Input };
}
