using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Web.Data.Queries;

/// <summary>One deal as it stands at one moment, to be shown: where it is, what its stage still asks for, who works on it.</summary>
public sealed record DealState(Deal Deal, Procedure Procedure, DealFacts Facts, Surroundings Around)
{
    public required LocalText TypeName { get; init; }
    public string? CustomerName { get; init; }
    public IReadOnlyList<StageVisit> Visits { get; init; } = [];
    public IReadOnlyList<TaskItem> OpenTasks { get; init; } = [];
    public IReadOnlyList<DocumentHead> Documents { get; init; } = [];
    public IReadOnlyList<Approval> Approvals { get; init; } = [];
    public IReadOnlyList<GateEvaluation> Gates { get; init; } = [];

    /// <summary>The person sees the deal itself, not only one of its tasks: she may change its fields.</summary>
    public bool Sees { get; init; }
    public required Actor Actor { get; init; }
    public UndoOffer? Undo { get; init; }

    public StageFlow Flow => Procedure.Flow;
    public Stage? Stage => Deal.StageCode is { } code ? Flow.Find(code) : null;
    public IEnumerable<GateEvaluation> Unmet => Gates.Where(g => g.Failed && g.Gate.Severity != GateSeverity.AuditOnly);

    /// <summary>Limits besides gates that refuse a move now; whoever may make exceptions may pass them.</summary>
    public IEnumerable<Refusal> Limits => Deal.IsOpen ? Deal.LimitsReached(Flow, Facts.Balance, Facts.Now) : [];
    public bool IsHeld => Deal.HeldUntil > Facts.Now;

    /// <summary>The rows of the stays in a stage; what an undone act began or passed over is not among them.</summary>
    public IReadOnlyList<StageVisit> StaysIn(Stage stage) =>
        [.. Visits.Where(v => v.StageCode == stage.Code && v.Result != VisitResult.Undone && v.VisitNo <= Deal.Tally.GetValueOrDefault(stage.Code))];

    public string NameOf(Guid? userId) => Around.FindUser(userId)?.Name ?? "—";
}
