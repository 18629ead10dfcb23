using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime;

/// <summary>What the activities of a deal work on during one cycle: the deal, its rules, its facts and its open work.</summary>
public sealed class DealWork(Deal deal, Procedure procedure, DealFacts facts, Surroundings around, Command command, DateTimeOffset now)
    : RunWork(around, command, now)
{
    public Deal Deal { get; } = deal;
    public override Deal DealOrNull => Deal;
    public Procedure Procedure { get; } = procedure;
    public StageFlow Flow => Procedure.Flow;
    public DealFacts Facts { get; set; } = facts;

    protected override string DefinitionId => Flow.Definition ?? "";

    /// <summary>Asks one gate and keeps what it said; refuses nothing.</summary>
    public GateEvaluation Ask(string gateCode)
    {
        var said = (Flow.Gate(gateCode) ?? throw new DomainException("GATE-001", gateCode)).Evaluate(Deal, Facts);
        Deal.Keep([said], AsActor, Now);
        return said;
    }

    /// <summary>
    /// Evaluates gates and keeps what they said; throws all unmet ones together when a person waits, else says whether the way is free.
    /// </summary>
    public bool Pass(IEnumerable<Gate> gates, out IReadOnlyList<GateEvaluation> evaluations)
    {
        evaluations = [.. gates.Select(g => g.Evaluate(Deal, Facts))];
        var unmet = evaluations.Where(e => e.Failed && e.Gate.Severity != GateSeverity.AuditOnly).ToList();
        var blocks = unmet.Where(e => e.Gate.Severity == GateSeverity.Block).ToList();
        if (ByPerson && (blocks.Count > 0 || (unmet.Count > 0 && !Confirm)))
            throw new DomainException([.. unmet.Select(e => e.Gate.Refuse())]) { Evaluations = evaluations };
        if (ByPerson) evaluations = [.. evaluations.Select(e => e is { Failed: true, Gate.Severity: GateSeverity.Warn } ? e with { Confirmed = true } : e)];
        Deal.Keep(evaluations, AsActor, Now);
        return blocks.Count == 0;
    }

    /// <summary>Leaves the stage for another one; false when a gate keeps it and nobody waits for an answer.</summary>
    public bool MoveDeal(string toStage, string? reason)
    {
        var kind = Deal.KindOfMoveTo(Flow, toStage);
        var gates = kind is TransitionKind.Forward or TransitionKind.Skip ? Flow.Stage(Deal.StageCode!).Gates : [];
        if (!Pass(gates, out var evaluations)) return false;
        Deal.MoveTo(Flow, toStage, reason, evaluations, Calendar, Deal.ControlMode == ControlMode.Strict ? AsWorkflow : AsActor, Now);
        // An exception was asked for a stage that the deal has left.
        CancelTasks(t => t.Approves == OverrideRequest.TaskSubject);
        Signal(new Signal.StageEntered(toStage) { DealId = Deal.Id });
        return true;
    }

    /// <summary>Closes the deal with the result that was chosen; a loss on the way checks no exit gates.</summary>
    public bool CloseDeal(bool checkGates)
    {
        if (!Pass(checkGates ? Flow.Stage(Deal.StageCode!).Gates : [], out var evaluations)) return false;
        Close(evaluations, AsWorkflow);
        return true;
    }

    public void Close(IReadOnlyList<GateEvaluation> evaluations, Cause cause)
    {
        var ordered = Facts.Documents.Where(d => d.IsConfirmedOrder).Sum(d => d.Total);
        Deal.Close(Flow, evaluations, ordered > 0 ? ordered : null, Calendar, cause, Now);
        Signal(new Signal.DealFinished(Deal.Outcome.ToString()) { DealId = Deal.Id });
    }

    /// <summary>Active offers whose discount nobody has approved yet.</summary>
    public IEnumerable<DocumentFact> OffersOverLimit() => Facts.Documents
        .Where(d => d is { Kind: DocumentKind.CommercialOffer, Status: DocumentStatus.Active })
        .Where(d => d.MaxDiscountPct > Facts.DiscountLimitPct && !Facts.IsApproved(Deal, d));

    /// <summary>An approval was decided in this very command; gates asked afterwards must see it.</summary>
    public void Know(ApprovalFact decided) =>
        Facts = Facts with { Approvals = [.. Facts.Approvals.Where(a => a.Id != decided.Id), decided] };

    /// <summary>Cancels all open work, whoever waits for it.</summary>
    public IReadOnlyList<Guid> CancelTasks() => CancelTasks(_ => true);

    /// <summary>Cancels open work of one stage or of all, but for what another run waits for: that one goes on.</summary>
    public IReadOnlyList<Guid> CancelOwnTasks(string? stage) =>
        CancelTasks(t => (stage is null || t.StageCode == stage) && !(t.Awaited && IsOfAnotherRun(t)));

    /// <summary>What expressions may see of the deal: codes, numbers and ids.</summary>
    public JsonObject View() => new()
    {
        ["id"] = Deal.Id.ToString(),
        ["title"] = Deal.Name,
        ["typeName"] = Flow.DealType,
        ["stage"] = Deal.StageCode,
        ["amount"] = Deal.Potential,
        ["currency"] = Deal.Currency,
        ["ownerId"] = Deal.OwnerId.ToString(),
        ["outcome"] = (Deal.Choice?.Outcome ?? Deal.Outcome).ToString(),
        ["fields"] = new JsonObject(),
    };

    private List<Guid> CancelTasks(Func<TaskItem, bool> which)
    {
        var canceled = OpenTasks.Where(t => t.IsOpen && which(t)).ToList();
        foreach (var task in canceled) task.Cancel(Deal, AsWorkflow, Now);
        Abandoned.UnionWith(canceled.Where(t => t.Awaited && IsOfAnotherRun(t)).Select(t => t.InstanceId!.Value));
        return canceled.ConvertAll(t => t.Id);
    }

    private bool IsOfAnotherRun(TaskItem task) => task.InstanceId is { } run && run != (RunId ?? Instance?.Id);
}
