using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Deals;

internal sealed record DealTableRow(Guid Id, string Number, string Name)
{
    public Guid? CustomerId { get; init; }
    public string? Customer { get; init; }
    public LocalText Type { get; init; } = new("", "");
    public LocalText? Stage { get; init; }
    public string Owner { get; init; } = "";
    public Money? Amount { get; init; }
    public DateOnly? ExpectedCloseOn { get; init; }
    public int? Days { get; init; }
    public StageAge Age { get; init; }
    public DealOutcome Outcome { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>Reads the rows of the deals table, page by page, and nothing that the person may not see.</summary>
internal sealed class DealTableReader(
    IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<DealTableRow> Rows, int Total)> Read(
        Actor actor, DealTableFilter filter, int page, int size = PageSize, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        var deals = filter.Apply(database.Set<Deal>().AsNoTracking().VisibleTo(actor, database), database, around.TimeZone);
        var total = await deals.CountAsync(cancellation);
        var rows = await filter.Order(deals, database).Skip((Math.Max(1, page) - 1) * size).Take(size).Select(d => new
        {
            d.Id,
            d.Number,
            d.Name,
            d.CustomerId,
            d.ProcedureVersionId,
            d.StageCode,
            d.OutcomeStageCode,
            d.OwnerId,
            d.OwnerUnitId,
            d.Potential,
            d.WonAmount,
            d.Currency,
            d.ExpectedCloseOn,
            d.StageEnteredAt,
            d.HeldMinutes,
            d.Outcome,
            d.OpenedAt,
            d.ClosedAt,
            Customer = database.Set<Customer>().Where(c => c.Id == d.CustomerId).Select(c => c.Name).FirstOrDefault(),
        }).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        var found = new List<DealTableRow>();
        foreach (var d in rows)
        {
            var flow = (await procedures.Get(d.ProcedureVersionId, database, cancellation)).Flow;
            var stage = flow.Find((d.Outcome == DealOutcome.Open ? d.StageCode : d.OutcomeStageCode) ?? "");
            found.Add(new DealTableRow(d.Id, d.Number, d.Name)
            {
                CustomerId = d.CustomerId,
                Customer = d.Customer,
                Type = flow.Name,
                Stage = stage?.Name,
                Owner = around.FindUser(d.OwnerId)?.Name ?? "—",
                Amount = (d.WonAmount ?? d.Potential) is { } minor ? new Money(minor, d.Currency) : null,
                ExpectedCloseOn = d.ExpectedCloseOn,
                Days = d.Outcome == DealOutcome.Open && d.StageEnteredAt is { } entered ? (int)(now - entered).TotalDays : null,
                Age = d.Outcome == DealOutcome.Open
                    ? DealBoardReader.AgeOf(stage, d.StageEnteredAt, d.HeldMinutes, around.CalendarFor(null, d.OwnerUnitId), now)
                    : StageAge.Fresh,
                Outcome = d.Outcome,
                OpenedAt = d.OpenedAt,
                ClosedAt = d.ClosedAt,
            });
        }
        return (found, total);
    }

    public async Task<IReadOnlyList<Stage>> Stages(Guid dealTypeId, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return (await procedures.Current(dealTypeId, database, cancellation))?.Procedure.Flow.Stages ?? [];
    }
}
