using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Import;

public sealed class OpenedAlikeTests
{
    private static readonly string[] ShippedFiles = ["accounts.csv", "products.csv", "sales_teams.csv"];

    [Theory, OnBothDatabases]
    public async Task A_hundred_imported_deals_have_the_rows_of_deals_opened_through_the_API(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var files = new List<(string, byte[])>();
        foreach (var name in ShippedFiles) files.Add((name, await File.ReadAllBytesAsync(RealData.File("maven-crm", name), TestContext.Current.CancellationToken)));
        files.Add(("sales_pipeline.csv", await AHundredOpen()));
        var first = await StandardSale.OpenAsync(office);
        var second = await StandardSale.OpenAsync(office);
        await second.ReachAsync("qualification");

        var answer = await (await office.ApiAsync(office.Alla)).ImportAsync("maven-pipeline", false, false, [.. files]);

        Assert.Equal((100, 100, 0, 0), answer.Counts("deals"));
        await office.App.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            var (atFirst, atSecond) = (await Rows(database, first.DealId), await Rows(database, second.DealId));
            var imported = await database.Set<Deal>().AsNoTracking().Where(d => d.ExternalKey != null).Select(d => new { d.Id, d.StageCode }).ToListAsync();
            Assert.Equal(100, imported.Count);
            foreach (var deal in imported)
            {
                var rows = await Rows(database, deal.Id);
                Assert.Equal(deal.StageCode == "first-contact" ? atFirst.Standing : atSecond.Standing, rows.Standing);
                if (deal.StageCode == "first-contact") Assert.Equal(atFirst.Past, rows.Past);
                else Assert.Subset(atSecond.Past, rows.Past);
            }
        });
    }

    /// <summary>Kinds of rows, once each: those that say where a deal stands, and those that say how it came there.</summary>
    private static async Task<(SortedSet<string> Standing, SortedSet<string> Past)> Rows(CrmDbContext database, Guid dealId)
    {
        var run = await database.Set<WorkflowInstance>().AsNoTracking().SingleAsync(w => w.DealId == dealId);
        var visits = await database.Set<StageVisit>().AsNoTracking().Where(v => v.DealId == dealId).ToListAsync();
        var tasks = await database.Set<TaskItem>().AsNoTracking().Where(t => t.DealId == dealId).ToListAsync();
        var bookmarks = await database.Set<Bookmark>().AsNoTracking().Where(b => b.WorkflowInstanceId == run.Id).ToListAsync();
        var events = await database.Set<DealEvent>().AsNoTracking().Where(e => e.DealId == dealId).ToListAsync();
        var journal = await database.Set<JournalEntry>().AsNoTracking().Where(j => j.WorkflowInstanceId == run.Id).ToListAsync();
        return (
            [
                $"run {run.Status}",
                .. visits.Where(v => v.LeftAt == null).Select(v => $"visit {v.StageCode}"),
                .. tasks.Where(t => t.IsOpen).Select(t => $"task {t.NodeId} {t.State}"),
                .. bookmarks.Select(b => $"bookmark {b.Name} {b.ActivityNodeId}"),
            ],
            [.. events.Select(e => $"event {e.Kind}"), .. journal.Select(j => $"journal {j.EventName} {j.ActivityType}")]);
    }

    /// <summary>Another hundred on every day, the same within one.</summary>
    private static async Task<byte[]> AHundredOpen()
    {
        var lines = await File.ReadAllLinesAsync(RealData.File("maven-crm", "sales_pipeline.csv"));
        var random = new Random(TimeProvider.System.GetUtcNow().DayOfYear);
        var open = lines.Skip(1).Where(l => l.Contains(",Engaging,", StringComparison.Ordinal) || l.Contains(",Prospecting,", StringComparison.Ordinal)).ToArray();
        random.Shuffle(open);
        return System.Text.Encoding.UTF8.GetBytes(string.Join('\n', open.Take(100).Prepend(lines[0])) + "\n");
    }
}
