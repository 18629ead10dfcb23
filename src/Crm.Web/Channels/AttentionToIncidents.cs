using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

/// <summary>A run that cannot go on by itself is brought to the head of the deal's unit.</summary>
internal sealed class AttentionToIncidents(CommandRunner runner) : ISignalHandler<Signal.IncidentRaised>
{
    private static readonly Actor Watch = Actor.Job("incidents");

    public Task Handle(Signal.IncidentRaised signal, Delivery delivery, CancellationToken cancellation)
    {
        if (signal.DealId is not { } dealId) return Task.CompletedTask;
        var operation = Command.OperationOf(delivery.Message.IdempotencyKey);
        return runner.Run(Command.Of(operation, Watch, Door.Signal, Subject.Deal(dealId), "deal.needs_attention", signal),
            scope => scope.NeedAttention(signal.NodeId), cancellation);
    }
}
