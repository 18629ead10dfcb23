using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Users;

namespace Crm.Workflows.Runtime;

/// <summary>What an operator does about things that are stuck.</summary>
public sealed partial class CommandScope
{
    /// <summary>Tries an effect that was given up once more.</summary>
    public async Task Replay(Guid effectId)
    {
        Actor.Require(Right.RunsOperate);
        var message = await Find<OutboxMessage>(effectId);
        message.Replay(Now);
        Note("effect.replayed", nameof(OutboxMessage), effectId, message.DealId, message.Kind);
    }

    public async Task DismissEffect(Guid effectId)
    {
        Actor.Require(Right.RunsOperate);
        var message = await Find<OutboxMessage>(effectId);
        message.Dismiss();
        Note("effect.dismissed", nameof(OutboxMessage), effectId, message.DealId, message.Kind);
    }

    /// <summary>Keeps an event that nobody waited for another while.</summary>
    public async Task ReplayEvent(Guid stimulusId)
    {
        Actor.Require(Right.RunsOperate);
        (await Find<PendingStimulus>(stimulusId)).Revive(Now);
        Note("event.replayed", nameof(PendingStimulus), stimulusId, null, "");
    }

    public async Task DismissEvent(Guid stimulusId)
    {
        Actor.Require(Right.RunsOperate);
        session.Remove(await Find<PendingStimulus>(stimulusId));
        Note("event.dismissed", nameof(PendingStimulus), stimulusId, null, "");
    }

    /// <summary>Runs the failed step of the subject run again, or gives it up so that the run can go on without it.</summary>
    public async Task ResolveIncident(string activityInstanceId, bool retry)
    {
        Actor.Require(Right.RunsOperate);
        await runtime.Resolve(session, Run, activityInstanceId, retry);
        Note(retry ? "incident.retried" : "incident.dismissed", nameof(WorkflowInstance), Run.Instance!.Id, DealOrNull?.Id, activityInstanceId);
    }

    private void Note(string kind, string subject, Guid id, Guid? dealId, string what) =>
        session.Add(Domain.Audit.AuditEntry.Of(kind, subject, id, new JsonObject { ["what"] = what }, Cause, Now, dealId));
}
