using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Web.Data.Stores;

/// <summary>
/// Seals what has been recorded since the last seal. The heads of the deals that changed are themselves an entry of the record, so that
/// every seal can be computed again later.
/// </summary>
internal sealed class SealStore(IDbContextFactory<CrmDbContext> databases)
{
    public const string SealedKind = "audit.sealed";
    private const string HeadsMember = "heads";
    private (long Number, Dictionary<Guid, string> Heads)? kept;

    /// <returns>Null when nothing has been recorded.</returns>
    public async Task<AuditSeal?> Seal(Cause cause, DateTimeOffset now, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await HasNews(database, cancellation)) return null;
        // A head that moves while the range is closed comes with the next seal: reading them all holds nobody up.
        var deals = await database.Set<Deal>().AsNoTracking().Select(d => new { d.Id, d.LastHash }).ToListAsync(cancellation);
        await using var transaction = await BeginWithoutWriters(database, cancellation);
        var previous = await Last(database, cancellation);
        var after = previous?.ToSeq ?? 0;
        var entries = await database.Set<AuditEntry>().AsNoTracking().Where(e => e.Seq > after).OrderBy(e => e.Seq).ToListAsync(cancellation);
        var known = await Known(database, previous?.Number ?? 0, cancellation);
        var changed = deals.Where(d => known.GetValueOrDefault(d.Id) != d.LastHash).ToList();
        if (changed.Count == 0 && entries.TrueForAll(e => e.Kind == SealedKind)) return null;
        foreach (var deal in changed) known[deal.Id] = deal.LastHash;
        var seal = AuditSeal.Of(previous, entries, InOrder(known), now);
        var heads = new JsonObject { ["number"] = seal.Number, [HeadsMember] = new JsonObject(changed.Select(d => KeyValuePair.Create(d.Id.ToString(), (JsonNode?)d.LastHash))) };
        Fault.At("heads-computed");
        database.AddRange(seal, AuditEntry.Of(SealedKind, nameof(AuditSeal), seal.Id, heads, cause, now));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        kept = (seal.Number, known);
        return seal;
    }

    /// <summary>The heads that each seal found changed, in order: all up to a seal are what it counted.</summary>
    internal static async IAsyncEnumerable<(long Number, IReadOnlyDictionary<Guid, string> Heads)> Changes(CrmDbContext database,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var payloads = database.Set<AuditEntry>().AsNoTracking().Where(e => e.Kind == SealedKind).OrderBy(e => e.Seq).Select(e => e.Payload);
        await foreach (var payload in payloads.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var entry = (JsonObject)JsonNode.Parse(payload)!;
            yield return (entry["number"]!.GetValue<long>(),
                entry[HeadsMember]!.AsObject().ToDictionary(h => Guid.Parse(h.Key), h => h.Value!.GetValue<string>()));
        }
    }

    internal static IReadOnlyList<(Guid Id, string LastHash)> InOrder(Dictionary<Guid, string> heads) => [.. heads.Select(h => (h.Key, h.Value)).OrderBy(h => h.Key)];

    /// <summary>What the last seal counted; another node may have made it.</summary>
    private async Task<Dictionary<Guid, string>> Known(CrmDbContext database, long number, CancellationToken cancellation)
    {
        if (kept is { } own && own.Number == number) return new(own.Heads);
        var heads = new Dictionary<Guid, string>();
        await foreach (var change in Changes(database, cancellation))
            foreach (var (id, hash) in change.Heads) heads[id] = hash;
        return heads;
    }

    private static Task<AuditSeal?> Last(CrmDbContext database, CancellationToken cancellation) =>
        database.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellation);

    private static async Task<bool> HasNews(CrmDbContext database, CancellationToken cancellation)
    {
        if (await Last(database, cancellation) is not { } last) return await database.Set<AuditEntry>().AnyAsync(cancellation) || await database.Set<Deal>().AnyAsync(cancellation);
        if (await database.Set<AuditEntry>().AnyAsync(e => e.Seq > last.ToSeq && e.Kind != SealedKind, cancellation)) return true;
        var newest = await database.Set<DealEvent>().OrderByDescending(e => e.Id).Select(e => (DateTimeOffset?)e.RecordedAt).FirstOrDefaultAsync(cancellation);
        // A command may have begun before the seal and ended after it.
        return newest > last.SealedAt.AddMinutes(-5);
    }

    /// <summary>No entry may get a lower number after the range was read. SQLite has one writer anyway; PostgreSQL is asked to hold the others for a moment.</summary>
    private static async Task<IDbContextTransaction> BeginWithoutWriters(CrmDbContext database, CancellationToken cancellation)
    {
        var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (database.Database.IsNpgsql())
            await database.Database.ExecuteSqlRawAsync("SET LOCAL lock_timeout = '1s'; LOCK TABLE audit_entries IN SHARE ROW EXCLUSIVE MODE", cancellation);
        return transaction;
    }
}
