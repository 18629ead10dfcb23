using System.Data.Common;

namespace Crm.Web.Data.Stores;

/// <summary>Where one command reads, locks and writes: a context and its connection, for one transaction. Disposing gives it back.</summary>
internal abstract class WritePlace(CrmDbContext database) : IAsyncDisposable
{
    public CrmDbContext Database { get; } = database;

    /// <summary>A statement with this text and no parameters yet; it belongs to the place and is not disposed by its user.</summary>
    public abstract DbCommand Command(string text);

    /// <summary>The results of several statements, in one round trip where there is one.</summary>
    public abstract Task<DbDataReader> Read(string text, ReadKeys keys, DbTransaction transaction, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
