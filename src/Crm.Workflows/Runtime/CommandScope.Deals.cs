using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;

namespace Crm.Workflows.Runtime;

public sealed partial class CommandScope
{
    private const string AttentionNode = "attention";

    private static readonly LocalText AttentionTitle = new("The deal needs attention", "Сделка требует внимания"), AttentionText = new(
        "A step of the procedure failed. Find out what is missing, and lead the deal on with the administrator.",
        "Шаг процедуры завершился сбоем. Выясните, чего не хватает, и продолжите сделку вместе с администратором.");

    /// <summary>So many deals will be opened in this command: their numbers come in one go.</summary>
    public Task Expect(int deals) => session.ReserveDealNumbers(deals);

    /// <summary>Opens a deal under the rules in force, enters its first stage and starts its run.</summary>
    public async Task<Deal> Open(Guid dealTypeId, Opening opening)
    {
        Actor.Require(Command.Door == Door.Import ? Right.DealsImport : Right.DealsEdit);
        var (type, procedure) = await session.CurrentProcedure(dealTypeId) ?? throw DomainException.For("GEN-012", "dealType", "dealType");
        if (!type.AllowedForNew) throw DomainException.For("DEAL-001", "dealType", type.NameEn);
        if (procedure.Flow.ControlMode != ControlMode.None && procedure.DefinitionVersionId is null) throw new DomainException("DTP-001");
        var owner = Around.FindUser(opening.OwnerId);
        var deal = Deal.Open(procedure, await session.NextDealNumber(),
            opening with { OwnerUnitId = owner?.UnitId, OwnerIsActive = owner is { Active: true } }, Cause, Now);
        session.Add(deal);
        var work = new DealWork(deal, procedure, new DealFacts { Now = Now, Today = Around.Today(Now), DiscountLimitPct = owner?.DiscountLimitPct ?? 10m },
            Around, Command, Now)
        { Replays = replays };
        works.Add(work);
        return deal;
    }

    /// <summary>Enters the first or the named stage and starts the run there; deals without stages have none.</summary>
    public async Task Begin(Deal deal, string? stage = null)
    {
        var work = works.OfType<DealWork>().Single(w => w.Deal == deal);
        if (work.Flow.ControlMode == ControlMode.None) return;
        deal.Begin(work.Flow, stage, Command.Door == Door.Import ? TransitionKind.Import : TransitionKind.Forward, Cause, Now);
        await runtime.Start(session, work, stage);
    }

    /// <summary>Records what another system says became of a deal just opened here.</summary>
    public void ImportHistory(Deal deal, DealOutcome outcome, LossReason? reason, long? wonAmount, DateTimeOffset closedAt)
    {
        Actor.Require(Right.DealsImport);
        deal.ImportHistory(outcome, reason, wonAmount, closedAt, Cause, Now);
    }

    public void Change(DealChange change)
    {
        RequireDeal(Right.DealsEdit);
        Deal.Change(change, Cause, Now);
    }

    public void AssignTo(Guid ownerId)
    {
        RequireDeal(Right.DealsEdit);
        var owner = Around.FindUser(ownerId);
        var before = Deal.OwnerId;
        Deal.AssignTo(ownerId, owner?.UnitId, owner is { Active: true }, Cause, Now);
        if (Deal.OwnerId != before) Deal.CheckFourEyes(Work.Facts.Approvals, Cause, Now);
        foreach (var task in Work.OpenTasks.Where(t => t.IsOpen && t.UserId == before).ToList())
            task.Readdress(ownerId, Deal, Cause, Now);
    }

    /// <summary>Moves a manual deal and tells its run, in one transaction.</summary>
    public async Task MoveTo(string stage, string? reason)
    {
        RequireDeal(Right.DealsMove);
        if (Deal.ControlMode == ControlMode.Strict) throw new DomainException("WFI-001");
        if (Deal.ControlMode == ControlMode.None) throw new DomainException("DTP-005");
        if (!Deal.IsOpen) throw new DomainException("DEAL-006");
        Trace();
        Work.MoveDeal(stage, reason);
        await TellRun(stage);
    }

    /// <summary>Records a loss at any stage: cancels open work and the run.</summary>
    public async Task Lose(OutcomeDetails details)
    {
        RequireDeal(Right.DealsClose);
        if (!Deal.IsOpen) throw new DomainException("DEAL-006");
        Deal.Choose(await Chosen(DealOutcome.Lost, details, null));
        RequireSettled();
        Trace();
        await CloseAndEnd();
    }

    /// <summary>Records a win by hand; strict deals are won by their procedure only.</summary>
    public async Task Win(string? note)
    {
        RequireDeal(Right.DealsClose);
        if (!Deal.IsOpen) throw new DomainException("DEAL-006");
        if (Deal.ControlMode == ControlMode.Strict) throw new DomainException("WFI-001");
        Deal.Choose(new OutcomeChoice(DealOutcome.Won) { Note = note });
        Trace();
        await CloseAndEnd();
    }

    public async Task Reopen(string reason)
    {
        RequireDeal(Right.DealsReopen);
        Deal.Reopen(Work.Flow, reason, Cause, Now);
        if (Deal.ControlMode != ControlMode.None && Work.Procedure.DefinitionVersionId is not null)
            await runtime.Start(session, Work, Deal.StageCode);
    }

    public void Hold(string? reason, DateTimeOffset until)
    {
        RequireDeal(Right.DealsEdit);
        Deal.Hold(reason, until, Cause, Now);
    }

    public void Resume()
    {
        RequireDeal(Right.DealsEdit);
        Deal.Resume(Cause, Now);
    }

    public async Task SwitchToManual(string? reason)
    {
        RequireDeal(Right.DealsOverride);
        var run = Work.Instance;
        Trace(whileInStage: true);
        Deal.SwitchToManual(reason, Cause, Now);
        Work.CancelTasks();
        if (run is { IsOver: false }) await runtime.Cancel(session, Work);
        await runtime.EndAbandoned(session, Work);
        Work.Instance = null;
    }

    /// <summary>The run has a fault that only a person can resolve: the head of the deal's unit gets it as work, once at a time.</summary>
    public void NeedAttention(string nodeId)
    {
        Deal.Record("deal.needs_attention", Facts.None.With("node", nodeId), Cause, Now);
        if (!Deal.IsOpen || Work.OpenTasks.Any(t => t.IsOpen && t.NodeId == AttentionNode)) return;
        Work.CreateTask(new TaskDraft(AttentionTitle, Around.HeadOf(Deal.OwnerUnitId) is { } head ? Addressee.User(head) : Addressee.RoleIn(Role.Administrator, null))
        {
            Instructions = AttentionText,
            NodeId = AttentionNode,
            Priority = 90,
            DoneMinutes = 8 * 60,
            Choices = [new TaskChoice("Done", new LocalText("Done", "Готово")) { Primary = true }],
            Awaited = false,
        });
    }

    private async Task CloseAndEnd()
    {
        Work.Close([], Cause);
        Work.CancelTasks();
        if (Deal.ControlMode == ControlMode.Manual) await TellRun("Closed");
        // A run that a fault has stopped ends too: nobody could resolve it for a deal that is closed.
        if (Work.Instance is { IsOver: false }) await runtime.Cancel(session, Work);
        await runtime.EndAbandoned(session, Work);
    }

    private async Task TellRun(string outcome)
    {
        if (Work.Instance is { IsOpen: true }) await runtime.Deliver(session, Work, Stimuli.Moved(Deal.Id, outcome));
    }

    private void RequireSettled()
    {
        if (Deal.Unsettled(Work.Flow, Work.Facts.Balance, Now) is { } unsettled) throw new DomainException([unsettled]);
    }
}
