using Crm.Testing;
using Xunit;

namespace Crm.Fault.Tests.Fixtures;

public sealed class HostProcessTests
{
    [Theory, OnBothDatabases]
    public async Task A_killed_host_starts_again_on_its_database(DatabaseKind kind)
    {
        await using var database = await TestDatabase.EmptyAsync(kind);
        await using var host = await HostProcess.StartAsync(database);
        var first = host.Id;

        await host.KillAsync();
        Assert.True(host.HasExited);
        await host.StartAgainAsync();

        Assert.NotEqual(first, host.Id);
    }

    [Fact]
    public async Task A_second_process_on_one_file_ends_with_a_sentence()
    {
        await using var database = await TestDatabase.EmptyAsync(DatabaseKind.Sqlite);
        await using var first = await HostProcess.StartAsync(database);
        await using var second = HostProcess.Prepare(database);

        second.Launch();

        Assert.Equal(3, await second.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("in use by another process", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hosts_share_one_PostgreSQL()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var one = await HostProcess.StartAsync(database);
        await using var other = await HostProcess.StartAsync(database);

        Assert.NotEqual(one.Address, other.Address);
        Assert.False(one.HasExited);
    }
}
