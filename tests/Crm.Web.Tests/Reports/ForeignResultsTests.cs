using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Features.Reports;
using Crm.Web.Tests.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Reports;

public sealed class ForeignResultsTests
{
    private const string Header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";

    /// <summary>The company reports in rubles, the deals are in dollars; in New York the clock changed between some of the days.</summary>
    [Theory, OnBothDatabases]
    public async Task Each_foreign_deal_is_rounded_by_itself_and_days_follow_the_clock_of_the_company(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var cause = new Cause(Actor.Job("test"), Door.Job, Guid.CreateVersion7());
        await office.App.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            var company = await database.Set<Company>().SingleAsync();
            company.Change(company.Name, "America/New_York", company.ReportCurrency, company.CalendarId, cause, DateTimeOffset.UnixEpoch);
            database.Add(ExchangeRate.Add("USD", new DateOnly(2017, 1, 1), 60.555m, cause, DateTimeOffset.UnixEpoch));
            await database.SaveChangesAsync();
            services.GetRequiredService<Crm.Web.Data.Stores.SurroundingsCache>().Forget();
        });
        var rows = "F1,anna,PUMP-1,,Won,2017-03-11,2017-03-13,0.01\nF2,anna,PUMP-1,,Won,2017-03-01,2017-11-06,0.01\nF3,anna,PUMP-1,,Won,2016-11-05,2016-12-31,7\nF4,anna,PUMP-1,,Lost,2017-03-01,2017-03-31,\n";
        Assert.Equal((4, 4, 0, 0), (await (await office.ApiAsync(office.Boris)).ImportAsync("maven-pipeline", files: ("sales_pipeline.csv", Header + rows))).Counts("deals"));

        var report = await office.App.InScopeAsync(async services => (
            Agent: await services.GetRequiredService<ResultsReport>().Read(Actor.Job("test"), ResultsBy.Agent, null, null),
            Month: await services.GetRequiredService<ResultsReport>().Read(Actor.Job("test"), ResultsBy.Month, null, null)));

        // 0.01 USD is 0.60555 RUB, 0.61 each; of 2016 there is no rate. Days: 2, 250 and 56.
        var anna = Assert.Single(report.Agent.Rows);
        Assert.Equal((4, 3, 1, 1.22m, 102.67m), (anna.Closed, anna.Won, anna.Lost, anna.Revenue, anna.MeanDaysToClose));
        Assert.Equal((1, 1), (report.Agent.WithoutRate, report.Month.WithoutRate));
        Assert.Equal(["2016-12", "2017-03", "2017-11"], report.Month.Rows.Select(r => r.Id!));
        Assert.Equal([(1, 0m), (2, 0.61m), (1, 0.61m)], report.Month.Rows.Select(r => (r.Closed, r.Revenue)));
    }
}
