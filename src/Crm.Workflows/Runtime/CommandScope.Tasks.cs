using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Domain.Users;

namespace Crm.Workflows.Runtime;

public sealed partial class CommandScope
{
    public void Claim()
    {
        Actor.Require(Right.TasksWork);
        Task.Claim(DealOrNull, Cause, Now);
    }

    public void Release()
    {
        Actor.Require(Right.TasksWork);
        Task.Release(DealOrNull, Cause, Now);
    }

    public void Delegate(Guid toUserId)
    {
        if (!Actor.Has(Right.TasksManage)) Actor.Require(Right.TasksWork);
        if (Around.FindUser(toUserId) is not { Active: true }) throw DomainException.For("DEAL-008", "user");
        Task.Delegate(toUserId, DealOrNull, Cause, Now);
    }

    /// <summary>
    /// Finishes the subject task with a choice. The gates of the choice are checked first, then the procedure that waits goes on,
    /// all in this transaction.
    /// </summary>
    public async Task Complete(string choiceCode, string? text = null, OutcomeDetails? details = null)
    {
        Actor.Require(Right.TasksWork);
        var task = Task;
        // A pass that was granted is not taken back with the task.
        if (DealOrNull is not null && task.Approves != OverrideRequest.TaskSubject) Trace();
        task.Complete(choiceCode, text, DealOrNull, Cause, Now);
        var choice = task.Choices.First(c => c.Code == choiceCode);
        if (DealOrNull is null)
        {
            if (task is { Awaited: true, InstanceId: not null }) await runtime.Deliver(session, Run, Stimuli.TaskCompleted(task, Command.Confirm));
            return;
        }
        if (task.Approves == OverrideRequest.TaskSubject) await DecideOverride(task, choice.Approves, text);
        else if (choice.Approves || choice.Rejects) await Decide(task, choice.Approves, text);
        if (choice.Outcome is { } outcome) Deal.Choose(await Chosen(outcome, details, text));
        Work.Pass(choice.Gates.Select(code => Work.Flow.Gate(code) ?? throw new DomainException("GATE-001", code)), out _);
        if (task.Awaited) await runtime.Deliver(session, Work, Stimuli.TaskCompleted(task, Command.Confirm));
        await RequestApprovals();
    }

    /// <summary>The subject task is past its term: noted once, signaled once.</summary>
    public void NoteOverdue()
    {
        if (Task is not { IsOpen: true, OverdueNotifiedAt: null } || Task.DueAt >= Now) return;
        Task.NoteOverdue(DealOrNull, Cause, Now);
        var signal = new Signal.TaskOverdue(Task.Id) { DealId = Task.DealId };
        if (works.Count == 0) Add(OutboxMessage.Of(signal, $"{Task.Id:N}:overdue", Now));
        else Run.Signal(signal);
    }

    /// <summary>A timer of the subject run is due.</summary>
    public Task<bool> Fire(string bookmarkId) => runtime.Fire(session, Run, bookmarkId);

    /// <summary>An event for the subject run.</summary>
    public Task Deliver(Stimulus stimulus) => runtime.Deliver(session, Run, stimulus);

    /// <summary>Starts a run that the subject run dispatched.</summary>
    public Task Start(ChildRun child) => runtime.Start(session, Run, child);

    /// <summary>A run has ended that the subject run waits for. Says whether it still did.</summary>
    public async Task<bool> TellEnd(ChildResult result)
    {
        await runtime.RequireHeard(session, Run, result.WorkflowInstanceId);
        if (Run.Instance is not { IsOpen: true } run) return false;
        var waits = Stimuli.ChildEnded(result).Where(s => run.ReadState().Bookmarks.Exists(b => b.Name == s.Name && b.Hash == s.Hash)).ToList();
        if (waits.Count == 0) return false;
        await runtime.Deliver(session, Run, waits);
        return true;
    }

    private async Task<OutcomeChoice> Chosen(DealOutcome outcome, OutcomeDetails? details, string? text) => new(outcome)
    {
        LossReason = outcome == DealOutcome.Lost ? await FindOrNull<LossReason>(details?.LossReasonId) : null,
        CompetitorId = details?.CompetitorId,
        Note = details?.Note ?? text,
    };

    /// <summary>Decides the approvals that the task carries.</summary>
    private async Task Decide(TaskItem task, bool approve, string? note)
    {
        var involved = Deal.FormerOwnerIds.ToHashSet();
        foreach (var pending in Work.Facts.Approvals.Where(a => a.TaskId == task.Id && a.State == ApprovalState.Pending))
        {
            var approval = await Find<Approval>(pending.Id);
            var document = await Find<SalesDocument>(pending.DocumentId);
            // What changed meanwhile cannot be granted, but it can always be sent back.
            if (!approve && document.ContentHash != approval.ContentHash) approval.Withdraw(note, Deal, Cause, Now);
            else approval.Decide(approve, note, document, involved, Deal, Cause, Now);
            Work.Trace?.DecidedApprovals.Add(approval.Id);
            Work.Know(new ApprovalFact(approval.Id, approval.Kind, document.Id, approval.ContentHash, approval.State, approval.DecidedBy, task.Id));
        }
    }

    /// <summary>Asks for the approvals that newly created tasks are about, bound to the content as it is now.</summary>
    private async Task RequestApprovals()
    {
        foreach (var task in Work.NewTasks.Where(t => t.Approves is not null and not OverrideRequest.TaskSubject))
        {
            foreach (var offer in Work.OffersOverLimit())
            {
                var document = await Find<SalesDocument>(offer.Id);
                var asked = Add(Approval.Request(new ApprovalRequest(task.Approves!) { ApproverRole = task.Role, DueAt = task.DueAt, TaskId = task.Id },
                    document, Deal, Cause, Now));
                Work.Trace?.NewApprovals.Add(asked.Id);
            }
        }
    }
}
