using Xunit;

namespace Crm.Fault.Tests.History;

/// <summary>The small history, lived through once for all tests of the checker.</summary>
public sealed class HistoryFixture : IAsyncLifetime
{
    private SmallHistory? small;

    public SmallHistory Small => small ?? throw new InvalidOperationException("It has not been lived through yet.");

    public async ValueTask InitializeAsync() => small = await SmallHistory.LiveAsync();

    public async ValueTask DisposeAsync()
    {
        if (small is not null) await small.DisposeAsync();
    }
}
