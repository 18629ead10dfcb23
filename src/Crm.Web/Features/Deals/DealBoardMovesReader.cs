using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Deals;

/// <summary>What can be done with one card of the board.</summary>
internal sealed class DealBoardMovesReader(
    IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, TimeProvider clock)
{
    public async Task<DealBoardMoves> Moves(Actor actor, Guid dealId, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var (deal, flow) = await Find(database, actor, dealId, cancellation);
        if (!deal.IsOpen) throw new DomainException("DEAL-006");
        if (deal.ControlMode == ControlMode.None) throw new DomainException("DTP-005");
        var from = flow.Stage(deal.StageCode!);
        return new DealBoardMoves(deal.Id, deal.Revision, deal.Name, from.Name,
            [.. flow.Working.Where(s => s.Code != from.Code && deal.CanMoveTo(flow, s.Code)).Select(s => Move(deal, flow, from, s))]);
    }

    public async Task<DealBoardBlock> Block(Actor actor, Guid dealId, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var (deal, flow) = await Find(database, actor, dealId, cancellation);
        var around = await surroundings.Get(cancellation);
        var now = clock.GetUtcNow();
        var tasks = await database.Set<TaskItem>().AsNoTracking()
            .Where(t => t.DealId == dealId && (t.State == TaskState.Available || t.State == TaskState.Claimed)).OrderBy(t => t.DueAt).ToListAsync(cancellation);
        var (facts, _) = await DealFactsQuery.Read(database, deal.Id, deal.OwnerId, actor, now, around, cancellation);
        var stage = flow.Find(deal.StageCode ?? "");
        return new DealBoardBlock(deal.Id, deal.Number, deal.Name, stage?.Name,
            [.. tasks.Select(t => new DealBoardBlockTask(t.Id, t.Title, around.FindUser(t.ClaimedBy ?? t.UserId)?.Name ?? QueueName(t), t.DueAt))],
            [.. (stage?.Gates ?? []).Where(g => g.Severity != GateSeverity.AuditOnly && g.Evaluate(deal, facts).Failed)]);

        string? QueueName(TaskItem task) => around.Queues.Values.FirstOrDefault(q => q.Id == task.QueueId)?.Name.In(actor.Language);
    }

    private async Task<(Deal Deal, StageFlow Flow)> Find(CrmDbContext database, Actor actor, Guid dealId, CancellationToken cancellation)
    {
        var deal = await database.Set<Deal>().AsNoTracking().Where(d => d.Id == dealId).VisibleTo(actor, database).FirstOrDefaultAsync(cancellation)
            ?? throw new DomainException("GEN-008");
        return (deal, (await procedures.Get(deal.ProcedureVersionId, database, cancellation)).Flow);
    }

    private static DealBoardMove Move(Deal deal, StageFlow flow, Stage from, Stage to)
    {
        var kind = deal.KindOfMoveTo(flow, to.Code);
        return new DealBoardMove(to.Code, to.Name, kind,
            kind switch { TransitionKind.Skip => flow.ReasonOnSkip, TransitionKind.Back or TransitionKind.Rework => flow.ReasonOnBack, _ => false },
            kind == TransitionKind.Skip ? [.. flow.Working.Where(s => s.Position > from.Position && s.Position < to.Position).Select(s => s.Name)] : []);
    }
}
