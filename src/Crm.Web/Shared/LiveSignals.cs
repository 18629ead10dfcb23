using System.Collections.Concurrent;

namespace Crm.Web.Shared;

/// <summary>Tells the pages of this node which deals changed, wherever the change was made.</summary>
internal sealed class LiveSignals
{
    private readonly ConcurrentDictionary<object, Action<LiveChange>> listeners = new();

    /// <summary>Whether any page is shown: nobody reads for nobody.</summary>
    public bool IsHeard => !listeners.IsEmpty;

    /// <returns>Dispose it when the page is gone.</returns>
    public IDisposable Listen(Action<LiveChange> listener)
    {
        var listening = new Listening(this);
        listeners[listening] = listener;
        return listening;
    }

    public void Tell(IReadOnlyCollection<Guid> deals) => Tell(new LiveChange(deals));

    /// <summary>After a gap nobody knows what happened in it.</summary>
    public void TellAll() => Tell(LiveChange.Anything);

    private void Tell(LiveChange change)
    {
        foreach (var listener in listeners.Values) listener(change);
    }

    private sealed class Listening(LiveSignals signals) : IDisposable
    {
        public void Dispose() => signals.listeners.TryRemove(this, out _);
    }
}
