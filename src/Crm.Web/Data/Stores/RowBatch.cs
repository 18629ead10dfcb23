using Crm.Workflows.Runtime;

namespace Crm.Web.Data.Stores;

/// <summary>Statements that go to the database together: first what changes rows, then what adds them.</summary>
internal abstract class RowBatch : IAsyncDisposable
{
    /// <summary>Changes or deletes exactly one row.</summary>
    public abstract void Change(RowTable table, string text, List<RowCell> cells);

    public abstract void Insert(RowTable table, List<object> rows);

    /// <param name="commit">Ends the transaction as well.</param>
    /// <exception cref="StoreConflictException">A row is not as it was read; the transaction can only be rolled back.</exception>
    public abstract Task Run(bool commit, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
