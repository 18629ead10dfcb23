using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>Reads a deal with its rules and facts, without locks, and asks the gates of its stage.</summary>
internal sealed class DealStates(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, TimeProvider clock)
{
    /// <returns>Null for an unknown deal and for one that the person may not see.</returns>
    public async Task<DealState?> Find(Guid dealId, Actor actor, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        var now = clock.GetUtcNow();
        var deal = await database.Set<Deal>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == dealId, cancellation);
        var (facts, worksOnIt) = await DealFactsQuery.Read(database, dealId, deal?.OwnerId, actor, now, around, cancellation);
        var tasks = await database.Set<TaskItem>().AsNoTracking()
            .Where(t => t.DealId == dealId && (t.State == TaskState.Available || t.State == TaskState.Claimed)).OrderBy(t => t.DueAt).ToListAsync(cancellation);
        var sees = deal is not null && DealVisibility.Sees(actor, deal.OwnerId, deal.OwnerUnitId);
        if (deal is null || !(sees || worksOnIt || tasks.Any(t => t.Addressee.Includes(actor)))) return null;

        var procedure = await procedures.Get(deal.ProcedureVersionId, database, cancellation);
        var visits = await database.Set<StageVisit>().AsNoTracking().Where(v => v.DealId == dealId).ToListAsync(cancellation);
        deal.At(visits.Find(v => v.IsOpen));
        var stage = deal is { IsOpen: true, StageCode: { } code } ? procedure.Flow.Find(code) : null;
        return new DealState(deal, procedure, facts, around)
        {
            TypeName = procedure.Flow.Name,
            CustomerName = await database.Set<Customer>().Where(c => c.Id == deal.CustomerId).Select(c => c.Name).FirstOrDefaultAsync(cancellation),
            Visits = [.. visits.OrderBy(v => v.RecordedAt).ThenBy(v => v.Id)],
            OpenTasks = tasks,
            Documents = await Documents(database, dealId, cancellation),
            Approvals = await database.Set<Approval>().AsNoTracking().Where(a => a.DealId == dealId).ToListAsync(cancellation),
            Gates = [.. stage?.Gates.Select(g => g.Evaluate(deal, facts)) ?? []],
            Sees = sees,
            Actor = actor,
            Undo = await Undo(database, deal, actor, sees, now, cancellation),
        };
    }

    private static async Task<UndoOffer?> Undo(CrmDbContext database, Deal deal, Actor actor, bool sees, DateTimeOffset now, CancellationToken cancellation) =>
        await database.Set<InstanceSnapshot>().Where(s => s.DealId == deal.Id).OrderByDescending(s => s.LastSeq)
            .Select(s => new { s.Id, s.Act, s.TakenBy, Terms = new UndoTerms(s.UndoUntil, s.WhileInStage, s.LastSeq, s.VisitId) }).FirstOrDefaultAsync(cancellation)
            is { } last && last.Terms.Hold(deal, now) && (last.TakenBy == actor.Id || sees && actor.Has(Right.DealsReopen))
            ? new UndoOffer(last.Id, last.Act, last.TakenBy, last.Terms.Until)
            : null;

    private static async Task<IReadOnlyList<DocumentHead>> Documents(CrmDbContext database, Guid dealId, CancellationToken cancellation)
    {
        var rows = await database.Set<SalesDocument>().AsNoTracking().Where(d => d.DealId == dealId).OrderBy(d => d.CreatedAt)
            .Select(d => new { d.Id, d.Kind, d.Number, d.On, d.Status, d.TotalMinor, d.Currency, d.MaxDiscountPct, d.ContentHash, d.ValidToOn, d.Signature, d.CustomerId, d.LineCount })
            .ToListAsync(cancellation);
        return [.. rows.Select(d => new DocumentHead(d.Id, d.Kind, d.Number, d.On, d.Status, new Money(d.TotalMinor, d.Currency), d.MaxDiscountPct,
            d.ContentHash, d.ValidToOn, d.Signature, d.CustomerId, d.LineCount))];
    }
}
