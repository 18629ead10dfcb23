using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Features.Reports;

internal static class ReportsApi
{
    public static void MapReportsApi(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Reports").RequireRight(Right.ReportsView);
        reports.MapGet("/results", Results).WithSummary("Won and lost deals by manager, agent, product or month of closing");
        reports.MapGet("/results.csv", Csv).WithSummary("The same as a CSV file");
    }

    private static async Task<Ok<ResultsTable>> Results(string? by, DateOnly? from, DateOnly? to, CurrentActor current, ResultsReport report,
        CancellationToken cancellation) =>
        TypedResults.Ok(await report.Read(await current.Get(cancellation), ResultsByText.Parse(by), from, to, cancellation));

    private static async Task<FileContentHttpResult> Csv(string? by, DateOnly? from, DateOnly? to, CurrentActor current, ResultsReport report,
        CancellationToken cancellation)
    {
        var table = await report.Read(await current.Get(cancellation), ResultsByText.Parse(by), from, to, cancellation);
        return TypedResults.File(ResultsCsv.Write(table), "text/csv; charset=utf-8", $"results-by-{table.By}.csv");
    }
}
