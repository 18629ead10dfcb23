using Crm.Workflows.Runtime;

namespace Crm.Web.Data.Stores;

/// <summary>Statements that go to the database together, each with the number of rows it has to touch.</summary>
internal abstract class RowBatch : IAsyncDisposable
{
    public abstract void Add(string text, IReadOnlyList<(RowColumn Column, object? Value)> values, int expected);

    public abstract Task Run(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    protected static void Require(int expected, int affected)
    {
        if (expected != affected)
            throw new StoreConflictException(isTransient: true, new InvalidOperationException($"{affected} rows instead of {expected}: somebody else was first."));
    }
}
