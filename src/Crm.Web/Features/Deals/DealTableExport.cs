using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Resources;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.Localization;

namespace Crm.Web.Features.Deals;

/// <summary>The filtered table as a file: the same rows, the same rights, and a record of who took it.</summary>
internal static class DealTableExport
{
    public const int Limit = 100_000;
    private const string Risky = "=+-@\t\r";

    public static void MapDealTableExport(this IEndpointRouteBuilder routes) => routes.MapGet("/deals/export.csv", Export).RequireAuthorization();

    private static async Task<IResult> Export(string? q, string? type, string? stage, Guid? owner, string? outcome, string? by, DateOnly? from, DateOnly? to,
        string? sort, Acts acts, CurrentActor current, DealTableReader reader, IStringLocalizer<BoardTexts> texts, CancellationToken cancellation)
    {
        var filter = new DealTableFilter { Text = q, Type = type, Stage = stage, OwnerId = owner, Outcome = outcome, By = by, From = from, To = to, Sort = sort };
        var actor = await current.Get(cancellation);
        actor.Require(Right.DealsView);
        var (rows, total) = await reader.Read(actor, filter, 1, Limit, cancellation);
        if (total > Limit) throw new DomainException("GEN-014", Limit);
        await acts.Run(new Act(Door.Page, Subject.None, "deal.export", new { filter.Type, filter.Stage, filter.Outcome }), scope =>
        {
            scope.Require(Right.DealsView);
            scope.Audit("deal.exported", "Deal", null, new JsonObject { ["rows"] = rows.Count });
        }, cancellation);
        return TypedResults.File(Write(rows, texts), "text/csv; charset=utf-8", "deals.csv");
    }

    internal static byte[] Write(IReadOnlyList<DealTableRow> rows, IStringLocalizer<BoardTexts> texts)
    {
        var culture = CultureInfo.CurrentUICulture;
        using var memory = new MemoryStream();
        using (var text = new StreamWriter(memory, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)))
        {
            foreach (var column in new[] { "Number", "Name", "Customer", "Type", "Stage", "Owner", "Amount", "Currency", "Expected", "Days", "Outcome", "Opened", "Closed" })
                csv.WriteField(texts[$"Col_{column}"].Value);
            csv.NextRecord();
            foreach (var row in rows)
            {
                foreach (var cell in new[] { row.Number, row.Name, row.Customer, row.Type.In(culture.Name), row.Stage?.In(culture.Name), row.Owner })
                    csv.WriteField(Safe(cell));
                csv.WriteField(row.Amount?.Amount.ToString(CultureInfo.InvariantCulture));
                csv.WriteField(row.Amount?.Currency);
                csv.WriteField(row.ExpectedCloseOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                csv.WriteField(row.Days);
                csv.WriteField(texts[$"Outcome_{row.Outcome}"].Value);
                csv.WriteField(row.OpenedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                csv.WriteField(row.ClosedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                csv.NextRecord();
            }
        }
        return memory.ToArray();
    }

    /// <summary>A cell that a spreadsheet would run as a formula is made text.</summary>
    internal static string? Safe(string? cell) => cell is { Length: > 0 } && Risky.Contains(cell[0]) ? "'" + cell : cell;
}
