using Crm.Web.Channels.Calls;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

/// <summary>Leads each effect of the outbox to what performs it: a signal to its handlers, a letter to the mail, an event to whoever waits.</summary>
internal sealed class Effects(IServiceProvider services, Letters letters, EventDelivery events, ChildRuns runs, CallDelivery calls)
{
    /// <summary>Kinds that stay between the runs of one deal: nothing that leaves the company has to wait for them, nor they for that.</summary>
    public static readonly string[] BetweenRuns = [ChildRun.Dispatched, ChildRun.Ended];

    /// <summary>It reaches other runs or systems and cannot be called back: an undoing has to see that it is being performed.</summary>
    public static bool IsTold(string kind) => kind is PublishEvent.EffectKind or HttpCall.EffectKind || BetweenRuns.Contains(kind);

    public Task Perform(Delivery delivery, CancellationToken cancellation) => delivery.Message.Kind switch
    {
        Signal.TaskCreated.Name => Tell<Signal.TaskCreated>(delivery, cancellation),
        Signal.TaskOverdue.Name => Tell<Signal.TaskOverdue>(delivery, cancellation),
        Signal.StageEntered.Name => Tell<Signal.StageEntered>(delivery, cancellation),
        Signal.GateRefused.Name => Tell<Signal.GateRefused>(delivery, cancellation),
        Signal.IncidentRaised.Name => Tell<Signal.IncidentRaised>(delivery, cancellation),
        Signal.DealFinished.Name => Tell<Signal.DealFinished>(delivery, cancellation),
        Letter.Kind => letters.Send(delivery, cancellation),
        RequestedLetters.Kind => RequestedLetters.Ask(delivery),
        PublishEvent.EffectKind => events.Publish(delivery, cancellation),
        ChildRun.Dispatched or ChildRun.Ended => runs.Perform(delivery.Message, cancellation),
        HttpCall.EffectKind => calls.Perform(delivery.Message, cancellation),
        var unknown => throw new NotSupportedException($"Nothing performs effects of kind {unknown}."),
    };

    private async Task Tell<T>(Delivery delivery, CancellationToken cancellation) where T : Signal
    {
        var signal = Signal.Read<T>(delivery.Message.Payload);
        foreach (var handler in services.GetServices<ISignalHandler<T>>())
            await handler.Handle(signal, delivery, cancellation);
    }
}
