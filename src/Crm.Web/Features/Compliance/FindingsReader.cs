using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Errors;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Compliance;

/// <summary>Reads findings part by part, newest first, with the words of the rule that held then.</summary>
internal sealed class FindingsReader(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings)
{
    public const int PageSize = 50;
    private const int Most = 200;

    /// <param name="after">The last finding of the part before.</param>
    public async Task<Page<FindingRow>> Read(FindingFilter filter, Actor actor, Guid? after = null, int size = PageSize, CancellationToken cancellation = default)
    {
        if (size is < 1 or > Most) throw DomainException.For("GEN-003", "limit", "limit");
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var findings = Visible(filter, actor, database);
        if (after is { } last)
        {
            var at = await database.Set<Finding>().Where(f => f.Id == last).Select(f => (DateTimeOffset?)f.At).FirstOrDefaultAsync(cancellation)
                ?? throw DomainException.For("GEN-003", "after", "after");
            findings = findings.Where(f => f.At < at || (f.At == at && f.Id.CompareTo(last) < 0));
        }
        var found = await findings.OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(size + 1).ToListAsync(cancellation);
        return new(await Rows(found.Take(size).ToList(), database, cancellation), found.Count > size ? found[size - 1].Id : null);
    }

    public async Task<FindingRow?> Find(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = await Visible(new FindingFilter(), actor, database).Where(f => f.Id == id).ToListAsync(cancellation);
        return (await Rows(found, database, cancellation)).FirstOrDefault();
    }

    /// <summary>How many there are of each kind in each disposition, whatever of the two the filter asks for; what was undone is not counted.</summary>
    public async Task<IReadOnlyList<FindingCount>> Count(FindingFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await Visible(filter with { Disposition = null, Deviation = null }, actor, database).Where(f => f.UndoneAt == null)
            .GroupBy(f => new { f.Deviation, f.Disposition, f.Refused }).Select(g => new FindingCount(g.Key.Deviation, g.Key.Disposition, g.Key.Refused, g.Count()))
            .ToListAsync(cancellation);
    }

    internal async Task<List<FindingRow>> Rows(IReadOnlyList<Finding> findings, CrmDbContext database, CancellationToken cancellation)
    {
        var around = await surroundings.Get(cancellation);
        var ids = findings.Select(f => f.DealId).Distinct().ToList();
        var names = await database.DealNames(ids.Select(id => (Guid?)id), cancellation);
        var versions = await database.Set<Deal>().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.ProcedureVersionId, cancellation);
        var rows = new List<FindingRow>();
        foreach (var f in findings)
        {
            var person = f.OnBehalfOf ?? f.ActorId;
            var flow = versions.TryGetValue(f.DealId, out var version) ? (await procedures.Get(version, database, cancellation)).Flow : null;
            rows.Add(new(f.Id, f.DealId, names.GetValueOrDefault(f.DealId) ?? "—", f.RuleCode, RuleOf(f, flow), f.Deviation, f.Refused, f.StageCode, f.At,
                person == Guid.Empty ? null : person, around.FindUser(person)?.Name ?? "—", f.Door, f.Act, f.RulesHash, f.Seq, JsonNode.Parse(f.Evidence), f.Points,
                f.UndoneAt is not null, f.Disposition)
            {
                DisposedBy = around.FindUser(f.DisposedBy)?.Name,
                DisposedAt = f.DisposedAt,
                Reason = f.Reason,
                Owner = around.FindUser(f.OwnerId)?.Name,
                ExpiresOn = f.ExpiresOn,
            });
        }
        return rows;
    }

    /// <summary>The same text that the form and the refusal show: of the gate where there is one, else of the catalog.</summary>
    private static LocalText RuleOf(Finding finding, StageFlow? flow)
    {
        if (flow?.Gate(finding.RuleCode) is { } gate) return gate.Title;
        var gates = (JsonNode.Parse(finding.Evidence)?["gates"] as JsonArray ?? []).Select(g => flow?.Gate(g!.GetValue<string>())?.Title).OfType<LocalText>().ToList();
        if (gates.Count > 0) return new(string.Join("; ", gates.Select(g => g.En)), string.Join("; ", gates.Select(g => g.Ru)));
        if (finding.Deviation is DeviationKind.MissingStage && flow?.Find(finding.StageCode ?? "") is { } stage) return stage.Name;
        return ErrorCatalog.Find(finding.RuleCode) is { } text && !text.En.Contains('{', StringComparison.Ordinal) ? new(text.En, text.Ru) : new("", "");
    }

    private static IQueryable<Finding> Visible(FindingFilter filter, Actor actor, CrmDbContext database)
    {
        actor.Require(Right.AuditRead);
        var deals = database.Set<Deal>().VisibleTo(actor, database).Select(d => d.Id);
        return filter.Apply(database.Set<Finding>().AsNoTracking()).Where(f => deals.Contains(f.DealId));
    }
}
