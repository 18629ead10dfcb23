namespace Crm.Testing;

/// <summary>
/// Ends the shared servers with the assembly: <c>[assembly: AssemblyFixture(typeof(SharedServers))]</c>.
/// They start on first use, so an assembly that needs none pays nothing.
/// </summary>
public sealed class SharedServers : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await PostgresServer.StopSharedAsync();
}
