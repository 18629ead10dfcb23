using System.Net;
using Crm.Domain.Audit;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Features.Runs;
using Crm.Web.Jobs;
using Crm.Web.Tests.Procedures;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Crm.Web.Tests.Jobs;

/// <summary>R-33: what happens to timers when the clock of a node is set.</summary>
public sealed class ClockTests
{
    private const string Definitions = "/api/workflow-definitions";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task R_33_a_clock_that_leaps_ahead_fires_nothing_until_somebody_confirms_the_time(DatabaseKind kind)
    {
        var clock = new SetClock();
        await using var app = await StartAsync(kind, clock, mostSkewSeconds: "1e10");
        await using var office = await SalesOffice.InAsync(app);
        await TimedDealAsync(office);
        await PublishHourlyAsync(office);
        var (timers, starts) = (app.Services.GetRequiredService<DueTimers>(), app.Services.GetRequiredService<DueStarts>());
        Assert.Equal(0, await timers.Fire(Stop));
        // A small correction is none of its business.
        clock.Set(TimeSpan.FromMinutes(4));
        Assert.Equal(0, await timers.Fire(Stop));
        Assert.Empty(await ClocksAsync(app));

        clock.Set(TimeSpan.FromMinutes(64));

        Assert.Equal(0, await timers.Fire(Stop));
        Assert.Equal(0, await AnotherNode(app).Fire(Stop));
        await starts.Start(Stop);
        Assert.Equal(0, await StartedAsync(office));
        var leap = Assert.Single(await ClocksAsync(app));
        Assert.Equal((StuckFault.ClockJumped, "60"), (leap.Fault, leap.Who));
        await ConfirmAsync(office, leap.Id);
        Assert.Equal(1, await timers.Fire(Stop));
        await starts.Start(Stop);
        Assert.Equal((1, 1), (await CallsAsync(office), await StartedAsync(office)));
        Assert.Empty(await ClocksAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task R_33_a_clock_that_is_set_back_fires_nothing_a_second_time(DatabaseKind kind)
    {
        var clock = new SetClock();
        clock.Set(TimeSpan.FromMinutes(-90));
        await using var app = await StartAsync(kind, clock, mostSkewSeconds: "1e10");
        await using var office = await SalesOffice.InAsync(app);
        await TimedDealAsync(office);
        await PublishHourlyAsync(office);
        clock.Set(TimeSpan.Zero);
        // A node that starts with this clock has seen no leap.
        Assert.Equal(1, await AnotherNode(app).Fire(Stop));
        await ActivatorUtilities.CreateInstance<DueStarts>(app.Services, ActivatorUtilities.CreateInstance<ClockWatch>(app.Services)).Start(Stop);

        foreach (var minutes in (int[])[-60, -30, 0])
        {
            clock.Set(TimeSpan.FromMinutes(minutes));
            Assert.Equal(0, await AnotherNode(app).Fire(Stop));
            await ActivatorUtilities.CreateInstance<DueStarts>(app.Services, ActivatorUtilities.CreateInstance<ClockWatch>(app.Services)).Start(Stop);
        }

        Assert.Equal((1, 1), (await CallsAsync(office), await StartedAsync(office)));
        Assert.Empty(await ClocksAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task R_33_a_node_whose_clock_is_not_that_of_its_database_server_is_not_ready_and_fires_nothing(DatabaseKind kind)
    {
        var clock = new SetClock();
        await using var app = await StartAsync(kind, clock);
        await using var office = await SalesOffice.InAsync(app);
        await TimedDealAsync(office, "00:00:01");
        using var nobody = app.Nobody();
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(nobody));

        clock.Set(TimeSpan.FromSeconds(90));

        var timers = app.Services.GetRequiredService<DueTimers>();
        // A file has the clock of its process.
        if (kind is DatabaseKind.Postgres)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(nobody));
            Assert.Equal(0, await timers.Fire(Stop));
            clock.Set(TimeSpan.Zero);
        }
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(nobody));
        Assert.True(await Machine.UntilAsync(async () => await timers.Fire(Stop) == 1, TimeSpan.FromSeconds(10), Stop));
    }

    private static Task<CrmApp> StartAsync(DatabaseKind kind, SetClock clock, string mostSkewSeconds = "1") => CrmApp.StartAsync(new CrmAppOptions
    {
        Database = kind,
        Settings = new Dictionary<string, string?>
        {
            ["Jobs:MostSkewSeconds"] = mostSkewSeconds,
            // Each alarm is meant.
            ["Logging:LogLevel:Crm.Web.Jobs.ClockWatch"] = "None",
            ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        },
        Services = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)),
    });

    private static DueTimers AnotherNode(CrmApp app) =>
        ActivatorUtilities.CreateInstance<DueTimers>(app.Services, ActivatorUtilities.CreateInstance<ClockWatch>(app.Services));

    private static async Task TimedDealAsync(SalesOffice office, string span = "00:30:00")
    {
        await new OwnFlow("timed").Node("S", "Elsa.Start").Delay("D", span).Task("T").Path("S", "D", "T").PublishAsync(office.App);
        await office.OpenDealAsync(office.Anna, "timed");
    }

    private static async Task PublishHourlyAsync(SalesOffice office)
    {
        var pavel = await office.ApiAsync(office.Pavel);
        (await pavel.PostAsync(Definitions, DefinitionFlows.Hourly())).Ok();
        (await pavel.PostAsync($"{Definitions}/hourly/versions/1/publication", new { note = "First" })).Ok();
    }

    private static async Task ConfirmAsync(SalesOffice office, Guid leap)
    {
        var path = $"/api/clock-jumps/{leap}/confirmation";
        (await (await office.ApiAsync(office.Anna)).PostAsync(path, new { reason = "It is right" })).Refused(403, "GEN-009");
        var alla = await office.ApiAsync(office.Alla);
        (await alla.PostAsync(path, new { reason = " " })).Refused(400, "GEN-012");
        (await alla.PostAsync(path, new { reason = "The battery was empty" })).Ok();
        (await alla.PostAsync(path, new { reason = "Again" })).Refused(409, "WFI-003");
        var recorded = await office.ReadAsync(d => d.Set<AuditEntry>().Where(e => e.SubjectId == leap && !e.Denied).OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Stop));
        Assert.Equal(["clock.jumped", "clock.confirmed"], recorded);
    }

    private static async Task<List<StuckRow>> ClocksAsync(CrmApp app) => await app.InScopeAsync(async services =>
        (await services.GetRequiredService<StuckReader>().All(Stop)).Where(r => r.Kind is StuckKind.Clock).ToList());

    private static Task<int> CallsAsync(SalesOffice office) => office.ReadAsync(d => d.Set<TaskItem>().CountAsync(t => t.TitleEn == "Call back", Stop));

    private static Task<int> StartedAsync(SalesOffice office) => office.ReadAsync(d => d.Set<WorkflowInstance>().CountAsync(i => i.DefinitionId == "hourly", Stop));

    private static async Task<HttpStatusCode> ReadyAsync(HttpClient nobody)
    {
        using var answer = await nobody.GetAsync("/health/ready", Stop);
        return answer.StatusCode;
    }
}
