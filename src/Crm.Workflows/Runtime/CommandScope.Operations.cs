using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;

namespace Crm.Workflows.Runtime;

/// <summary>What an operator does about runs and about what is stuck. Each act says why, and the record keeps it.</summary>
public sealed partial class CommandScope
{
    /// <summary>Tries an effect that was given up, or that nobody is at any more, once more.</summary>
    public async Task Replay(Guid effectId, string? reason)
    {
        var message = await Operated<OutboxMessage>(effectId);
        message.Replay(Now);
        Note("effect.replayed", nameof(OutboxMessage), effectId, message.DealId, message.Kind, Why(message.DealId ?? effectId, reason));
    }

    public async Task DismissEffect(Guid effectId, string? reason)
    {
        var message = await Operated<OutboxMessage>(effectId);
        message.Dismiss(Now);
        Note("effect.dismissed", nameof(OutboxMessage), effectId, message.DealId, message.Kind, Why(message.DealId ?? effectId, reason));
    }

    /// <summary>Keeps an event that nobody waited for another while.</summary>
    public async Task ReplayEvent(Guid stimulusId, string? reason)
    {
        (await Operated<PendingStimulus>(stimulusId)).Revive(Now);
        Note("event.replayed", nameof(PendingStimulus), stimulusId, null, "", Why(stimulusId, reason));
    }

    public async Task DismissEvent(Guid stimulusId, string? reason)
    {
        session.Remove(await Operated<PendingStimulus>(stimulusId));
        Note("event.dismissed", nameof(PendingStimulus), stimulusId, null, "", Why(stimulusId, reason));
    }

    /// <summary>Runs the failed step of the subject run again, or gives it up so that the run can go on without it.</summary>
    public async Task ResolveIncident(string activityInstanceId, bool retry, string? reason)
    {
        Actor.Require(Right.RunsOperate);
        var why = Why(Run.SubjectId, reason);
        await runtime.Resolve(session, Run, activityInstanceId, retry, Said(retry ? "Retry" : "Dismiss", why));
        Note(retry ? "incident.retried" : "incident.dismissed", nameof(WorkflowInstance), Run.Instance!.Id, DealOrNull?.Id, activityInstanceId, why);
    }

    /// <summary>Fires a timer of the subject run that is past its time.</summary>
    public async Task FireLate(string bookmarkId, string? reason)
    {
        Actor.Require(Right.RunsOperate);
        var why = Why(Run.SubjectId, reason);
        var isLate = Run.Instance?.ReadState().Bookmarks.Exists(b => b.Id == bookmarkId && b.DueAt <= Now) is true;
        if (!isLate || !await runtime.Fire(session, Run, bookmarkId)) throw new DomainException("WFI-003", "");
        Note("timer.fired", nameof(WorkflowInstance), Run.Instance!.Id, DealOrNull?.Id, bookmarkId, why);
    }

    /// <summary>Starts the run of a trigger that is past its time.</summary>
    public async Task StartLate(Guid triggerId, string? reason)
    {
        var trigger = await Operated<StartTrigger>(triggerId);
        var why = Why(triggerId, reason);
        if (trigger.DueAt is not { } due || due > Now) throw new DomainException("WFI-003", "");
        await StartRun(triggerId, due);
        Note("start.fired", nameof(StartTrigger), triggerId, null, trigger.ActivityNodeId, why);
    }

    /// <summary>The clock of a node has leapt ahead: nothing fires by the time until somebody has looked at it.</summary>
    public void NoteClockJump(string node, TimeSpan ahead)
    {
        var jump = Add(ClockJump.Seen(node, ahead, Now));
        Audit("clock.jumped", nameof(ClockJump), jump.Id, new JsonObject { ["node"] = jump.Node, ["aheadSeconds"] = jump.AheadSeconds });
    }

    /// <summary>The time is right, or has been set right: timers fire again.</summary>
    public async Task ConfirmClock(Guid jumpId, string? reason)
    {
        var jump = await Operated<ClockJump>(jumpId);
        jump.Confirm(Actor.Id, Now);
        Note("clock.confirmed", nameof(ClockJump), jumpId, null, jump.Node, Why(jumpId, reason));
    }

    /// <summary>
    /// Ends the subject run. The run that leads an open strict deal is ended only by the deal's own verbs (D-04: a loss, a change to manual
    /// control): without it the deal would stand in a stage that nothing leads it out of.
    /// </summary>
    /// <exception cref="DomainException">WFI-001: the run leads an open strict deal. WFI-004: it is over.</exception>
    public async Task CancelRun(string? reason)
    {
        Actor.Require(Right.RunsOperate);
        var run = Run.Instance ?? throw new DomainException("GEN-008");
        if (DealOrNull is { } deal && run.Leads(deal) && !run.IsOver) throw new DomainException("WFI-001");
        var why = Why(Run.SubjectId, reason);
        await runtime.Cancel(session, Run, Said("Cancel", why));
        Note("run.canceled", nameof(WorkflowInstance), run.Id, DealOrNull?.Id, run.DefinitionId, why);
    }

    private Task<T> Operated<T>(Guid id) where T : class
    {
        Actor.Require(Right.RunsOperate);
        return Find<T>(id);
    }

    /// <summary>Free text is personal: the record mentions it, the value itself stands apart and can be erased.</summary>
    private PersonalValue Why(Guid subjectId, string? reason)
    {
        var checks = new Checks();
        var text = checks.Text(reason, 2000, "reason");
        checks.Throw();
        return Add(PersonalValue.Keep(subjectId, text));
    }

    private string Said(string resolution, PersonalValue why) =>
        new JsonObject { ["Resolution"] = resolution, [nameof(Actor)] = Actor.Id.ToString(), ["Reason"] = why.ToFact() }.ToJsonString();

    private void Note(string kind, string subject, Guid id, Guid? dealId, string what, PersonalValue why) =>
        session.Add(Domain.Audit.AuditEntry.Of(kind, subject, id, new JsonObject { ["what"] = what, ["reason"] = why.ToFact() }, Cause, Now, dealId));
}
