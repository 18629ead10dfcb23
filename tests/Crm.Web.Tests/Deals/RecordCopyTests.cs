using System.Reflection;
using Crm.Testing;
using Crm.Workflows.Runtime.Memory;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Deals;

public sealed class RecordCopyTests
{
    [Fact]
    public async Task A_copy_keeps_exactly_what_a_database_stores()
    {
        await using var database = await TestDatabase.EmptyAsync(DatabaseKind.Sqlite);
        await using var context = database.Open();
        var ours = context.Model.GetEntityTypes().Where(t => t.ClrType.Namespace!.StartsWith("Crm.Domain", StringComparison.Ordinal)
            || t.ClrType.Namespace == "Crm.Workflows.Runtime").ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, type =>
        {
            var stored = type.GetProperties().Select(p => p.FieldInfo).Concat(type.GetNavigations().Select(n => n.FieldInfo)).OfType<FieldInfo>()
                .Select(f => (f.DeclaringType, f.Name)).ToHashSet();
            var kept = RecordCopy.FieldsOf(type.ClrType).Where(f => !RecordCopy.IsCollected(f)).Select(f => (f.DeclaringType, f.Name));
            Assert.Equal(stored.OrderBy(f => f.Name), kept.OrderBy(f => f.Name));
        });
    }

    [Fact]
    public async Task A_copy_of_a_played_deal_is_the_same_and_shares_nothing_that_can_change()
    {
        await using var desk = await SaleDesk.OpenAsync(Store.Sqlite);
        var sale = await Sale.OpenAsync(desk);
        await sale.Reaches("presentation");
        var deal = await sale.Deal();

        var copy = RecordCopy.Of(deal)!;

        Assert.True(RecordCopy.Same(deal, copy));
        Assert.NotSame(deal.Tally, copy.Tally);
        copy.Tally["proposal"] = 99;
        Assert.False(RecordCopy.Same(deal, copy));
        Assert.NotEqual(99, deal.Tally["proposal"]);
    }
}
