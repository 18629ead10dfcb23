using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Domain.Users;

namespace Crm.Workflows.Runtime;

public sealed partial class CommandScope
{
    /// <summary>
    /// Undoes the last act on the deal (B-37): by the person who did it or one who may reopen deals, while its term runs and nothing
    /// followed. Deal, run, tasks and approvals stand as before; what the act wrote stays on record, and what has not left yet is called back.
    /// </summary>
    /// <param name="act">The operation the person means; null means the last one.</param>
    /// <exception cref="DomainException">STG-006: too late, or something followed. GEN-009: it is another person's act.</exception>
    public async Task Undo(Guid? act = null)
    {
        var snapshot = await session.LastSnapshot(Deal.Id) ?? throw new DomainException("STG-006");
        if (act is { } meant && meant != snapshot.Id) throw new DomainException("STG-006");
        if (snapshot.TakenBy != Actor.Id) RequireDeal(Right.DealsReopen);
        if (!snapshot.Terms.Hold(Deal, Now)) throw new DomainException("STG-006");
        var facts = snapshot.ReadTrace();
        var instance = await FindOrNull<WorkflowInstance>(snapshot.InstanceId);
        if (instance?.ReadState().ExecutionLogSequence > snapshot.JournalNo) throw new DomainException("STG-006");
        var others = await OtherRuns(facts);

        await CallBack(facts);
        Deal.Undo(snapshot.Id, facts.Deal, Work.Calendar, Cause, Now);
        foreach (var id in facts.NewTasks) (await Find<TaskItem>(id)).Cancel(Deal, Cause, Now);
        foreach (var known in facts.Tasks)
        {
            var task = await Find<TaskItem>(known.Id);
            task.PutBack(known, Deal, Cause, Now);
            if (Deal.OwnerId != facts.Deal.OwnerId && task.UserId == facts.Deal.OwnerId) task.Readdress(Deal.OwnerId, Deal, Cause, Now);
        }
        foreach (var id in facts.NewApprovals) (await Find<Approval>(id)).Withdraw(null, Deal, Cause, Now);
        foreach (var id in facts.DecidedApprovals) (await Find<Approval>(id)).PutBack(Deal, Cause, Now);
        foreach (var used in facts.Events) Add(PendingStimulus.Of(used.ToStimulus(), Now));
        foreach (var (run, document) in others)
        {
            if (document is null) await runtime.CancelStarted(session, Work, run);
            else await runtime.Undo(session, Work, run, document);
        }
        var deal = Deal.Id;
        foreach (var said in await session.Where<GateRecord>(g => g.DealId == deal && g.Act == snapshot.Id)) said.Undo(Now);
        foreach (var finding in await session.Where<Finding>(f => f.DealId == deal && f.Act == snapshot.Id)) finding.Undo(Now);
        if (instance is null) return;
        Work.Instance = instance;
        await runtime.Undo(session, Work, instance, snapshot.Document!);
    }

    private async Task<List<(WorkflowInstance Run, string? Document)>> OtherRuns(UndoFacts facts)
    {
        var found = new List<(WorkflowInstance, string?)>();
        foreach (var known in facts.Runs)
        {
            var run = await session.FindRun(known.Id) ?? throw new DomainException("STG-006");
            if (run.ReadState().ExecutionLogSequence > known.JournalNo) throw new DomainException("STG-006");
            found.Add((run, known.Document));
        }
        return found;
    }

    /// <summary>Follows what this act of a person changes, so that it can be undone.</summary>
    private void Trace(bool whileInStage = false)
    {
        if (Command.Door is Door.Page or Door.Api) Work.Trace = new UndoTrace(Work, whileInStage);
    }

    /// <summary>A letter that has left, and an event that another run may have seen, is something that followed.</summary>
    private async Task CallBack(UndoFacts facts)
    {
        foreach (var id in facts.Messages)
        {
            if (await FindOrNull<OutboxMessage>(id) is not { } message) continue;
            if (!Signal.IsSignal(message.Kind) && message.Attempts > 0) throw new DomainException("STG-006");
            message.Withdraw();
        }
    }
}
