using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Reports;

public sealed class ResultsApiTests
{
    [Theory, OnBothDatabases]
    public async Task Without_closed_deals_rates_are_unknown(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);

        var answer = (await (await office.ApiAsync(office.Boris)).GetAsync("/api/reports/results?by=product&from=2026-01-01&to=2026-12-31")).Ok();

        Assert.Empty(answer.Json["rows"]!.AsArray());
        Assert.Equal(0, (int)answer.Json["total"]!["closed"]!);
        Assert.Null(answer.Json["total"]!["winRatePct"]);
    }

    [Fact]
    public async Task The_order_desk_reads_no_results_and_wrong_questions_are_refused()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var boris = await office.ApiAsync(office.Boris);

        (await (await office.ApiAsync(office.Olga)).GetAsync("/api/reports/results")).Refused(403, "GEN-009");
        (await boris.GetAsync("/api/reports/results?by=weather")).Refused(422, "RPT-003");
        (await boris.GetAsync("/api/reports/results?from=2026-02-01&to=2026-01-01")).Refused(422, "RPT-002");
        Assert.Contains("month,closed,won,lost", (await boris.GetAsync("/api/reports/results.csv?by=month")).Ok().Text);
    }
}
