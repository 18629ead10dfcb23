using System.Net.Http.Headers;
using Crm.Fault.Tests.Fixtures;
using Crm.Testing;
using Crm.Web.Data;

namespace Crm.Fault.Tests.Nodes;

/// <summary>Two hosts in processes of their own on one PostgreSQL, and a client of each.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly List<HttpClient> clients = [];
    private readonly DirectoryInfo mail;

    private TwoNodes(TestDatabase database, string key, bool jobs)
    {
        this.database = database;
        mail = Directory.CreateTempSubdirectory("crmflow-mail-");
        var settings = new Dictionary<string, string?>
        {
            ["Jobs:Enabled"] = jobs ? "true" : "false",
            ["Jobs:PollSeconds"] = "0.2",
            ["Jobs:TakeOverSeconds"] = "1",
            ["Database:MigrateAtStart"] = "false",
            ["Mail:Pickup"] = mail.FullName,
        };
        Hosts = [HostProcess.Prepare(database, settings), HostProcess.Prepare(database, settings)];
        foreach (var host in Hosts)
        {
            var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(60) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            clients.Add(http);
        }
        Apis = [.. clients.Select(http => new ApiClient(http))];
    }

    public IReadOnlyList<HostProcess> Hosts { get; }
    public IReadOnlyList<ApiClient> Apis { get; }
    public string Mail => mail.FullName;

    /// <param name="prepare">What is done before the nodes are there.</param>
    public static async Task<(TwoNodes Nodes, T Prepared)> PrepareAsync<T>(Func<SalesOffice, Task<T>> prepare, bool jobs = false)
    {
        var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        await using var office = await SalesOffice.InAsync(app);
        var prepared = await prepare(office);
        return (new TwoNodes(database, await Keys.IssueAsync(app, office.Anna), jobs), prepared);
    }

    public Task StartAsync() => Task.WhenAll(Hosts.Select(host => host.StartAgainAsync()));

    public async Task KillAsync()
    {
        foreach (var host in Hosts.Where(h => !h.HasExited)) await host.KillAsync();
    }

    public CrmDbContext Open() => database.Open();

    public async ValueTask DisposeAsync()
    {
        foreach (var http in clients) http.Dispose();
        foreach (var host in Hosts) await host.DisposeAsync();
        await database.DisposeAsync();
        mail.Delete(recursive: true);
    }
}
