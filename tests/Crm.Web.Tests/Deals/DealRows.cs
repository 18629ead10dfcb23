using System.Linq.Expressions;
using System.Reflection;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Crm.Workflows.Runtime.Memory;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>Every stored row of one deal, of whatever kind, but for what a refusal itself leaves: the denied entry and the signal of the refused gate.</summary>
internal sealed class DealRows
{
    private static readonly MethodInfo OfKind = typeof(DealRows).GetMethod(nameof(Read), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly List<(string Key, object Row)> rows = [];

    private DealRows() { }

    public static async Task<DealRows> ReadAsync(SaleDesk desk, Guid dealId)
    {
        var read = new DealRows();
        var run = (await desk.Where<WorkflowInstance>(i => i.DealId == dealId)).Select(i => (Guid?)i.Id).FirstOrDefault();
        var kinds = await desk.Office.App.InScopeAsync(services =>
            Task.FromResult(services.GetRequiredService<CrmDbContext>().Model.GetEntityTypes().Where(t => !t.IsOwned()).ToList()));
        foreach (var kind in kinds)
        {
            if (Belongs(kind.ClrType, dealId, run) is not var (member, id)) continue;
            await (Task)OfKind.MakeGenericMethod(kind.ClrType).Invoke(null, [read, desk, kind, member, id])!;
        }
        Assert.Contains(read.rows, r => r.Row is Deal);
        return read;
    }

    public void AreStill(DealRows before)
    {
        Assert.Equal(before.rows.Select(r => r.Key), rows.Select(r => r.Key));
        Assert.All(before.rows.Zip(rows), pair => Assert.True(RecordCopy.Same(pair.First.Row, pair.Second.Row), $"{pair.First.Key} was changed."));
    }

    private static (PropertyInfo Member, object Id)? Belongs(Type kind, Guid dealId, Guid? run)
    {
        if (kind == typeof(Deal)) return (kind.GetProperty(nameof(Deal.Id))!, dealId);
        if (kind.GetProperty("DealId") is { } deal) return (deal, dealId);
        return kind.GetProperty("WorkflowInstanceId") is { } instance && run is { } id ? (instance, id) : null;
    }

    private static async Task Read<T>(DealRows read, SaleDesk desk, IEntityType kind, PropertyInfo member, object id) where T : class
    {
        var row = Expression.Parameter(typeof(T));
        var which = Expression.Lambda<Func<T, bool>>(
            Expression.Equal(Expression.Property(row, member), Expression.Constant(id, member.PropertyType)), row);
        var key = kind.FindPrimaryKey()!.Properties;
        read.rows.AddRange((await desk.Where(which)).Where(r => !IsLeftByRefusal(r))
            .Select(r => (typeof(T).Name + " " + string.Join(' ', key.Select(p => p.PropertyInfo!.GetValue(r))), (object)r))
            .OrderBy(r => r.Item1, StringComparer.Ordinal));
    }

    private static bool IsLeftByRefusal(object row) => row is AuditEntry { Denied: true } or Finding { Refused: true } or OutboxMessage { Kind: Signal.GateRefused.Name };
}
