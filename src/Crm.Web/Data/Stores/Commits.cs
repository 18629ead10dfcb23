namespace Crm.Web.Data.Stores;

/// <summary>Says which deals a transaction of this node has just changed.</summary>
internal sealed class Commits
{
    private volatile Action<IReadOnlyCollection<Guid>>? heard;

    /// <summary>The one who passes it on; without one nobody needs to know.</summary>
    public void PassTo(Action<IReadOnlyCollection<Guid>>? listener) => heard = listener;

    public void Tell(IReadOnlyCollection<Guid> deals)
    {
        if (deals.Count > 0) heard?.Invoke(deals);
    }
}
