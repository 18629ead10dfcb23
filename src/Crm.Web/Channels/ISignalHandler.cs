using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

/// <summary>Reacts to one kind of signal after its transaction. It may be called again for the same signal: the key stays the same.</summary>
internal interface ISignalHandler<in T> where T : Signal
{
    Task Handle(T signal, Delivery delivery, CancellationToken cancellation);
}
