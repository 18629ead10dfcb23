using System.Net.Http.Headers;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;

namespace Crm.Fault.Tests.Points;

/// <summary>An office with sales that stand before the end of their first stage, and a host of its own that dies where it is told to.</summary>
internal sealed class PointOffice : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly HttpClient http;
    private readonly Queue<Guid> tasks;
    private readonly List<ClientCall> calls = [];
    private readonly DirectoryInfo mail;
    private readonly bool jobs;

    private PointOffice(TestDatabase database, HostProcess host, HttpClient http, Queue<Guid> tasks, DirectoryInfo mail, bool jobs)
    {
        (this.database, this.http, this.tasks, this.mail, this.jobs) = (database, http, tasks, mail, jobs);
        Host = host;
        Api = new ApiClient(http);
    }

    public HostProcess Host { get; }
    public ApiClient Api { get; }
    public IReadOnlyList<ClientCall> Calls => calls;
    public string ConnectionString => database.ConnectionString;

    /// <param name="sales">How many sales can be moved on.</param>
    /// <param name="timers">How many deals wait for a moment and then ask their owner to call back.</param>
    /// <param name="jobs">Whether the host performs what is due.</param>
    /// <param name="who">Whose commands are sent; Anna's if it is not said.</param>
    /// <param name="prepare">What is done before the host of its own is there.</param>
    public static async Task<PointOffice> OpenAsync(DatabaseKind kind, int sales = 0, int timers = 0, bool jobs = false, Func<SalesOffice, Person>? who = null,
        Func<SalesOffice, Task>? prepare = null)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var mail = Directory.CreateTempSubdirectory("crmflow-mail-");
        var tasks = new Queue<Guid>();
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        await using var office = await SalesOffice.InAsync(app);
        var key = await Keys.IssueAsync(app, who?.Invoke(office) ?? office.Anna);
        if (prepare is not null) await prepare(office);
        for (var i = 0; i < sales; i++) tasks.Enqueue(await SaleAsync(office));
        if (timers > 0) await new OwnFlow("timed").Node("S", "Elsa.Start").Delay("D", "00:00:01").Task("T").Path("S", "D", "T").PublishAsync(app);
        for (var i = 0; i < timers; i++) await office.OpenDealAsync(office.Anna, "timed");
        var host = HostProcess.Prepare(database, new Dictionary<string, string?>
        {
            ["Jobs:Enabled"] = jobs ? "true" : "false",
            ["Jobs:PollSeconds"] = "0.2",
            ["Jobs:SealMinutes"] = "0.01",
            ["Jobs:TakeOverSeconds"] = "1",
            ["Database:MigrateAtStart"] = "false",
            ["Mail:Pickup"] = mail.FullName,
        });
        var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new PointOffice(database, host, http, tasks, mail, jobs);
    }

    /// <summary>Starts the host with what shall go wrong.</summary>
    public Task StartAsync(string? wrong = null)
    {
        Host.Plan(wrong);
        return Host.StartAgainAsync();
    }

    /// <summary>Waits until the host has died of what was planned.</summary>
    public async Task<int> DeathAsync(string point)
    {
        try
        {
            return await Host.WaitForExitAsync(TimeSpan.FromSeconds(30));
        }
        catch (OperationCanceledException)
        {
            throw new Xunit.Sdk.XunitException($"{point} was not reached:\n{Host.Output}");
        }
    }

    /// <summary>The completion of the first task of a sale that nobody has moved yet.</summary>
    public ClientCall NextCompletion() => Next("task.complete", $"/api/tasks/{tasks.Dequeue()}/completion?confirm=true", new { choice = "Done" });

    /// <summary>Any command, on the log with the others.</summary>
    public ClientCall Next(string act, string path, object body)
    {
        var call = new ClientCall(act, path, body);
        calls.Add(call);
        return call;
    }

    public async Task<TableRows> RowsAsync()
    {
        await using var context = database.Open();
        return await TableRows.ReadAsync(context);
    }

    public async Task<T> ReadAsync<T>(Func<CrmDbContext, Task<T>> read)
    {
        await using var context = database.Open();
        return await read(context);
    }

    /// <summary>Fails when anything that happened here contradicts what is stored.</summary>
    public async Task ProveAsync()
    {
        await using var context = database.Open();
        await new HistoryCheck(Calls) { Received = jobs ? (Letter.Kind, ReceivedEffect.LettersIn(mail.FullName)) : null }.ProveAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
        await database.DisposeAsync();
        mail.Delete(recursive: true);
    }

    private static async Task<Guid> SaleAsync(SalesOffice office)
    {
        var sale = await StandardSale.OpenAsync(office);
        var anna = await office.ApiAsync(office.Anna);
        (await anna.PostAsync($"/api/deals/{sale.DealId}/interactions", new { kind = "Call", theme = "First talk", outcome = "Reached" })).Ok();
        return Guid.Parse((string)(await sale.TaskAsync("t1"))["id"]!);
    }
}
