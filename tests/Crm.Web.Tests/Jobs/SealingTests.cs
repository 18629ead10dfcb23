using Crm.Testing;
using Crm.Web.Data.Queries;
using Crm.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Jobs;

public sealed class SealingTests
{
    [Theory, OnBothDatabases]
    public async Task Seals_hold_while_the_record_grows(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var first = await work.SealAsync();
        await work.Office.OpenDealAsync(work.Office.Anna);
        work.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await work.Another<Sealing>().Seal(TestContext.Current.CancellationToken);
        await work.Office.OpenDealAsync(work.Office.Anna);

        Assert.Equal((1, 2, 0, 1), (first!.Number, second!.Number, first.DealCount, second.DealCount));
        Assert.Equal(first.Hash, second.PreviousHash);
        Assert.Equal(new SealFinding(2, null, null), await work.VerifyAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_entry_is_found_with_its_seal(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await work.SealAsync();
        await work.Office.OpenDealAsync(work.Office.Anna);
        await work.SealAsync();

        await TamperAsync(work, "UPDATE audit_entries SET kind = 'user.vanished' WHERE seq = (SELECT MAX(seq) - 1 FROM audit_entries)");

        var found = await work.VerifyAsync();
        Assert.False(found.IsIntact);
        Assert.NotNull(found.BrokenSeal);
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_fact_is_found_with_its_deal(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna);
        await work.SealAsync();

        await TamperAsync(work, "UPDATE deal_events SET kind = 'deal.changed' WHERE seq = 1");

        Assert.Equal(deal, (await work.VerifyAsync()).BrokenDeal);
    }

    // What only somebody with the database in his hands can do.
    private static Task<int> TamperAsync(Work work, string sql) => work.Read(async database =>
    {
        if (database.Database.IsNpgsql())
        {
            await using var transaction = await database.Database.BeginTransactionAsync();
            await database.Database.ExecuteSqlRawAsync("SET LOCAL crm.retention = 'on'");
            var changed = await database.Database.ExecuteSqlRawAsync(sql);
            await transaction.CommitAsync();
            return changed;
        }
        await database.Database.ExecuteSqlRawAsync("DROP TRIGGER audit_entries_refuse_update; DROP TRIGGER deal_events_refuse_update;");
        return await database.Database.ExecuteSqlRawAsync(sql);
    });
}
