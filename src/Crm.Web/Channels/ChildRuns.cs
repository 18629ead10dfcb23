using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

/// <summary>Starts the runs that others dispatched, and tells those that wait of the end of theirs: each in a transaction of its own, once per key.</summary>
internal sealed class ChildRuns(CommandRunner runner)
{
    private static readonly Actor Runs = Actor.Job("runs");

    public Task Perform(OutboxMessage message, CancellationToken cancellation) =>
        message.Kind == ChildRun.Dispatched ? Start(message, cancellation) : TellEnd(message, cancellation);

    private Task Start(OutboxMessage message, CancellationToken cancellation)
    {
        var child = ChildRun.Read(message.Payload);
        return Run(message, child.ParentInstanceId, "run.start", scope => scope.Start(child), cancellation);
    }

    private Task TellEnd(OutboxMessage message, CancellationToken cancellation)
    {
        var result = ChildResult.Read(message.Payload);
        return Run(message, result.ParentInstanceId ?? Guid.Empty, "run.child_ended", scope => scope.TellEnd(result), cancellation);
    }

    private Task Run(OutboxMessage message, Guid parentId, string name, Func<CommandScope, Task> verb, CancellationToken cancellation) =>
        runner.Run(Command.Of(Command.OperationOf(message.IdempotencyKey), Runs, Door.Signal, Subject.Instance(parentId), name,
            new { message.IdempotencyKey }), verb, cancellation);
}
