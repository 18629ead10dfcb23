using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Domain.Deals;

namespace Crm.Workflows.Runtime;

/// <summary>How things stood before an act of a person on a deal, kept for a day, so that the act can be undone (D-13).</summary>
public sealed class InstanceSnapshot
{
    /// <summary>How long a move or a completion can be undone.</summary>
    public static readonly TimeSpan UndoTerm = TimeSpan.FromMinutes(5);

    /// <summary>How long snapshots are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private InstanceSnapshot() { }

    /// <summary>The operation that can be undone.</summary>
    public Guid Id { get; private set; }
    public Guid DealId { get; private set; }
    public string Act { get; private set; } = "";
    public Guid TakenBy { get; private set; }
    public DateTimeOffset TakenAt { get; private set; }
    public DateTimeOffset UndoUntil { get; private set; }

    /// <summary>Other facts may follow; only the stage must still be the same.</summary>
    public bool WhileInStage { get; private set; }

    /// <summary>The deal's last fact after the act.</summary>
    public long LastSeq { get; private set; }

    /// <summary>The open stay after the act.</summary>
    public Guid? VisitId { get; private set; }
    public Guid? InstanceId { get; private set; }

    /// <summary>The number of the run's next journal row after the act.</summary>
    public long JournalNo { get; private set; }

    /// <summary>The run's document before the act.</summary>
    public string? Document { get; private set; }

    /// <summary>What else was before the act and what the act made, as JSON text.</summary>
    public string Trace { get; private set; } = "{}";

    internal static InstanceSnapshot Of(Command command, DateTimeOffset now, UndoTrace trace, Deal deal) => new()
    {
        Id = command.OperationId,
        DealId = deal.Id,
        Act = command.Name,
        TakenBy = command.Actor.Id,
        TakenAt = now,
        UndoUntil = now + (trace.WhileInStage ? Kept : UndoTerm),
        WhileInStage = trace.WhileInStage,
        LastSeq = deal.LastSeq,
        VisitId = deal.Visit?.Id,
        InstanceId = trace.Moved?.Id,
        JournalNo = trace.JournalNo,
        Document = trace.Moved is null ? null : trace.Document,
        Trace = JsonSerializer.Serialize(trace.Finish(), Json),
    };

    public UndoTerms Terms => new(UndoUntil, WhileInStage, LastSeq, VisitId);

    /// <summary>The document of a run before the act; null when the act did not touch the run.</summary>
    internal string? DocumentOf(Guid runId) =>
        runId == InstanceId ? Document : ReadTrace().Runs.FirstOrDefault(run => run.Id == runId)?.Document;

    internal UndoFacts ReadTrace() => JsonSerializer.Deserialize<UndoFacts>(Trace, Json) ?? throw new JsonException("A snapshot without its trace.");
}
