using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Compliance;

/// <summary>Puts the file of a deal together: facts, refusals, gates, findings.</summary>
internal sealed class DealFiles(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, FindingsReader findings)
{
    public const int Shown = 200;

    /// <param name="before">Only what was recorded before this fact.</param>
    /// <returns>Null for an unknown deal and for one that the person may not see.</returns>
    public async Task<DealFile?> Find(Guid id, Actor actor, long? before = null, CancellationToken cancellation = default)
    {
        actor.Require(Right.AuditRead);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Set<Deal>().AsNoTracking().VisibleTo(actor, database).FirstOrDefaultAsync(d => d.Id == id, cancellation) is not { } deal) return null;
        var around = await surroundings.Get(cancellation);
        var procedure = await procedures.Get(deal.ProcedureVersionId, database, cancellation);
        var facts = await database.Set<DealEvent>().AsNoTracking().Where(e => e.DealId == id && (before == null || e.Seq < before)).OrderByDescending(e => e.Seq)
            .Take(Shown + 1).ToListAsync(cancellation);
        var shown = facts.Take(Shown).ToList();
        var until = before is null ? (DateTimeOffset?)null : shown.FirstOrDefault()?.RecordedAt;
        var since = facts.Count > Shown ? shown[^1].RecordedAt : DateTimeOffset.MinValue;
        var denied = await database.Set<AuditEntry>().AsNoTracking().Where(e => e.DealId == id && e.Denied && e.At >= since && (until == null || e.At <= until))
            .OrderByDescending(e => e.Seq).Take(Shown).ToListAsync(cancellation);
        var numbers = await Numbers(shown, database, cancellation);
        var gates = await database.Set<GateRecord>().AsNoTracking().Where(g => g.DealId == id).OrderByDescending(g => g.At).ThenByDescending(g => g.Id).Take(Shown)
            .ToListAsync(cancellation);
        var deviations = await database.Set<Finding>().AsNoTracking().Where(f => f.DealId == id).OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(Shown)
            .ToListAsync(cancellation);
        return new DealFile(deal.Id, deal.Number, deal.Name, Name(around, deal.OwnerId), procedure.Number, deal.RulesHash, deal.LastSeq, deal.LastHash)
        {
            Entries = [.. shown.Select(e => Entry(e, numbers, around)).Concat(denied.Select(e => Entry(e, around))).OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Seq)],
            Gates = [.. gates.Select(g => new FileGate(g.GateCode, procedure.Flow.Gate(g.GateCode)?.Title ?? new LocalText(g.GateCode, g.GateCode), g.StageCode, g.VisitNo,
                g.Severity, g.Result, g.Confirmed, g.At, Name(around, g.OnBehalfOf ?? g.ActorId), g.Act, g.RulesHash, JsonNode.Parse(g.Inputs), g.ReadEvidence(),
                g.WithdrawnAt, g.WithdrawnSeq, g.UndoneAt))],
            Findings = await findings.Rows(deviations, database, cancellation),
            HasEarlier = facts.Count > Shown,
        };
    }

    /// <summary>Computes the deal's chain again.</summary>
    /// <returns>The number of the first record that does not hold; null when all do.</returns>
    public async Task<long?> FirstBroken(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Right.AuditRead);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var head = await database.Set<Deal>().AsNoTracking().VisibleTo(actor, database).Where(d => d.Id == id).Select(d => new { d.LastSeq, d.LastHash })
            .FirstOrDefaultAsync(cancellation) ?? throw new DomainException("GEN-008");
        return await DealChain.FirstBroken(database, id, head.LastSeq, head.LastHash, cancellation);
    }

    private static async Task<Dictionary<Guid, int>> Numbers(List<DealEvent> facts, CrmDbContext database, CancellationToken cancellation)
    {
        var versions = facts.Select(f => f.ProcedureVersionId).OfType<Guid>().Distinct().ToList();
        return await database.Set<ProcedureVersion>().Where(v => versions.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Number, cancellation);
    }

    private static FileEntry Entry(DealEvent e, Dictionary<Guid, int> numbers, Surroundings around) => new(e.Seq, e.Kind, e.OccurredAt, e.RecordedAt,
        Who(e.ActorKind, e.ActorId, around), OnBehalf(e.OnBehalfOf, around), e.Roles, e.Door, e.RequestId,
        e.ProcedureVersionId is { } version && numbers.TryGetValue(version, out var number) ? number : null, e.RulesHash, null, e.Hash, JsonNode.Parse(e.Payload));

    private static FileEntry Entry(AuditEntry e, Surroundings around) => new(null, e.Kind, e.At, e.At, Who(e.ActorKind, e.ActorId, around), OnBehalf(e.OnBehalfOf, around),
        e.Roles, e.Door, e.RequestId, null, null, e.Code, null, JsonNode.Parse(e.Payload));

    private static string Who(ActorKind kind, Guid id, Surroundings around) => kind is ActorKind.User or ActorKind.ApiClient ? Name(around, id) : kind.ToString();

    private static string? OnBehalf(Guid? id, Surroundings around) => around.FindUser(id)?.Name;

    private static string Name(Surroundings around, Guid id) => around.FindUser(id)?.Name ?? "—";
}
