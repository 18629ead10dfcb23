using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Channels.Calls;

/// <summary>
/// Makes the calls that steps ask for and brings them the answers. A step whose exits for a failure lead on learns of one after a few tries;
/// for the others the call is tried until it is a dead letter, which a person can have tried again.
/// </summary>
internal sealed class CallDelivery(IDbContextFactory<CrmDbContext> databases, CallClient client, CommandRunner runner, EffectSecrets secrets)
{
    private const int Tries = 3;
    private static readonly Actor Answers = Actor.Job("calls");

    public async Task Perform(OutboxMessage message, CancellationToken cancellation)
    {
        var call = HttpCall.Read(message.Payload).Reveal(secrets);
        // Its step was canceled before the call was made: nobody wants it any more.
        if (!await IsAwaited(call, cancellation)) return;
        var answer = await Ask(call, message, cancellation);
        var command = Command.Of(Command.OperationOf(message.IdempotencyKey), Answers, Door.Signal, Subject.Instance(call.InstanceId), "call.answer",
            new { message.IdempotencyKey });
        try
        {
            await runner.Run(command, scope => scope.Deliver(call.Answered(answer)), cancellation);
        }
        catch (DomainException gone) when (gone.Code is "WFI-003" or "WFI-004")
        {
            // Canceled while the other system was asked.
        }
    }

    private async Task<HttpAnswer> Ask(HttpCall call, OutboxMessage message, CancellationToken cancellation)
    {
        try
        {
            return await client.Send(call, message.IdempotencyKey, cancellation);
        }
        catch (CallFailedException failed) when (message.Attempts >= Tries && ExitOf(failed.Failure) is var exit && call.FailureExits.Contains(exit))
        {
            return HttpAnswer.Failed(exit);
        }
    }

    private static string ExitOf(CallFailure failure) => failure == CallFailure.TimedOut ? FlowSendHttpRequest.Timeout : FlowSendHttpRequest.Failed;

    private async Task<bool> IsAwaited(HttpCall call, CancellationToken cancellation)
    {
        var hash = BookmarkHash.Compute(Stimuli.HttpRequest, Stimuli.HttpPayload(call.Id));
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<Bookmark>().AnyAsync(b => b.WorkflowInstanceId == call.InstanceId && b.Hash == hash, cancellation);
    }
}
