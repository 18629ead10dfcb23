using System.Data.Common;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>
/// Writes what every command writes, without the change tracker: the records it loaded and changed, the bookmarks it burned, and the rows
/// it only adds, all of one table in one statement. On PostgreSQL this is one round trip.
/// </summary>
internal sealed class RowWriter(WritePlace place)
{
    private static readonly Type[] Kinds =
    [
        typeof(TaskItem), typeof(StageVisit), typeof(Bookmark), typeof(JournalEntry), typeof(DealEvent), typeof(PersonalValue),
        typeof(GateRecord), typeof(AuditEntry), typeof(OutboxMessage), typeof(InstanceSnapshot), typeof(CommandAnswer),
    ];

    private readonly IModel model = place.Database.Model;
    private readonly bool postgres = place.Database.Database.IsNpgsql();
    private readonly List<object>?[] added = new List<object>?[Kinds.Length];
    private readonly List<LoadedRow> loaded = [];
    private readonly List<Bookmark> burned = [];

    public static bool Takes(object record) => Array.IndexOf(Kinds, record.GetType()) >= 0;

    public void Add(object record) => Of(record.GetType()).Add(record);

    public void AddRange<T>(IReadOnlyCollection<T> records) where T : class
    {
        if (records.Count > 0) Of(typeof(T)).AddRange(records);
    }

    /// <summary>Watches over a record that was read.</summary>
    public T? Load<T>(T? record) where T : class
    {
        if (record is not null) loaded.Add(new LoadedRow(record, RowTable.Of(model, typeof(T))));
        return record;
    }

    /// <summary>What has been added of one kind and is not written yet.</summary>
    public IEnumerable<T> Of<T>() where T : class => Of(typeof(T)).Cast<T>();

    public T? Find<T>(Guid id) where T : class
    {
        foreach (var row in loaded)
            if (row.Record is T found and Entity entity && entity.Id == id) return found;
        return null;
    }

    public void Burn(Bookmark bookmark)
    {
        // Made and burned in this very transaction: it never reaches the database.
        if (Of(typeof(Bookmark)).RemoveAll(r => r is Bookmark b && b.Id == bookmark.Id && b.WorkflowInstanceId == bookmark.WorkflowInstanceId) == 0)
            burned.Add(bookmark);
    }

    /// <param name="commit">Ends the transaction as well, on PostgreSQL in the same round trip.</param>
    /// <exception cref="StoreConflictException">A row is not as it was read.</exception>
    public async Task Write(DbTransaction transaction, bool commit, CancellationToken cancellation)
    {
        await using RowBatch batch = transaction is NpgsqlTransaction server ? new PostgresBatch(server) : new SqliteBatch(place, transaction);
        var waits = RowTable.Of(model, typeof(Bookmark));
        foreach (var bookmark in burned)
            batch.Change(waits, waits.Delete(postgres), [.. waits.Columns.Where(c => c.IsKey).Select(c => new RowCell(c, bookmark))]);
        var changed = new List<LoadedRow>();
        foreach (var row in loaded)
        {
            if (row.Update(postgres) is not { } update) continue;
            batch.Change(row.Table, update.Text, update.Cells);
            changed.Add(row);
        }
        for (var kind = 0; kind < Kinds.Length; kind++)
            if (added[kind] is { Count: > 0 } rows) batch.Insert(RowTable.Of(model, Kinds[kind]), rows);
        await batch.Run(commit, cancellation);
        foreach (var row in changed) row.Written();
        burned.Clear();
        Array.Clear(added);
    }

    private List<object> Of(Type type) => added[Array.IndexOf(Kinds, type)] ??= [];
}
