using Crm.Web.Shared;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

/// <summary>Pages that show the deal read it again. Changes wake them at once; this reaches what changed nothing, such as a refusal.</summary>
internal sealed class LivePages(LiveSignals live) : ISignalHandler<Signal.TaskCreated>, ISignalHandler<Signal.TaskOverdue>,
    ISignalHandler<Signal.StageEntered>, ISignalHandler<Signal.GateRefused>, ISignalHandler<Signal.DealFinished>
{
    public Task Handle(Signal.TaskCreated signal, Delivery delivery, CancellationToken cancellation) => Wake(signal);

    public Task Handle(Signal.TaskOverdue signal, Delivery delivery, CancellationToken cancellation) => Wake(signal);

    public Task Handle(Signal.StageEntered signal, Delivery delivery, CancellationToken cancellation) => Wake(signal);

    public Task Handle(Signal.GateRefused signal, Delivery delivery, CancellationToken cancellation) => Wake(signal);

    public Task Handle(Signal.DealFinished signal, Delivery delivery, CancellationToken cancellation) => Wake(signal);

    private Task Wake(Signal signal)
    {
        if (signal.DealId is { } dealId) live.Tell([dealId]);
        return Task.CompletedTask;
    }
}
