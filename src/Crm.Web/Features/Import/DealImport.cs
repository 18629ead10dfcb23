using System.Runtime.CompilerServices;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Import;

/// <summary>Open deals begin in their stage with a run and its first task; closed ones land as history. A key is never imported twice.</summary>
internal sealed class DealImport(CsvSheet sheet, ImportProfile profile, ImportKnown known, ImportFindings findings,
    IDbContextFactory<CrmDbContext> databases)
{
    private const int BatchSize = 500;
    private readonly ImportTally tally = sheet.Tally;
    private readonly DealReader reader = new(sheet, profile, known);

    public async Task Check(IReadOnlySet<string> agents, CancellationToken cancellation)
    {
        var idle = agents.ToHashSet();
        await foreach (var deal in New(findings, idle, cancellation))
        {
            tally.Imported++;
            known.NewDeals?.Add(deal.Key);
        }
        foreach (var agent in idle.Order(StringComparer.Ordinal)) findings.Note($"agent without deals: {agent}", $"менеджер без сделок: {agent}");
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        using var quiet = new ImportFindings();
        await writer.Write(New(quiet, [], cancellation), Subject.NewDeals, "deal.import", tally, Add,
            (deal, why) => findings.Refuse(sheet, deal.Line, why), cancellation);
    }

    private async IAsyncEnumerable<ImportedDeal> New(ImportFindings found, HashSet<string> idle, [EnumeratorCancellation] CancellationToken cancellation)
    {
        tally.Restart();
        var keys = new HashSet<string>();
        await foreach (var batch in sheet.Rows(cancellation).Chunk(BatchSize).WithCancellation(cancellation))
        {
            tally.Read += batch.Length;
            var deals = batch.Select(line => reader.Read(line, found)).OfType<ImportedDeal>().ToList();
            var there = await There(deals, cancellation);
            foreach (var deal in deals)
            {
                if (deal.Agent is { } agent) idle.Remove(agent);
                if (!keys.Add(deal.Key)) found.Refuse(sheet, deal.Line, RowFault.Twice(deal.Key));
                else if (there.Contains(deal.Key)) tally.There++;
                else yield return deal;
            }
        }
    }

    private async Task<HashSet<string>> There(List<ImportedDeal> deals, CancellationToken cancellation)
    {
        string?[] keys = [.. deals.Select(d => d.Key)];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return [.. (await database.Set<Deal>().AsNoTracking().Where(d => keys.Contains(d.ExternalKey)).Select(d => d.ExternalKey!).ToListAsync(cancellation))];
    }

    private async Task Add(CommandScope scope, ImportedDeal row)
    {
        var deal = await scope.Open(known.DealTypeId, new Opening(row.Name, row.Agent is { } agent ? known.FindUser(agent)!.Value : known.DefaultOwner!.Value)
        {
            CustomerId = row.Customer is { } customer ? known.Customers[customer] : null,
            ProductId = row.Product is { } product ? known.Products[product] : null,
            Currency = profile.Currency,
            Potential = row.IsHistory ? null : row.Amount,
            ExternalKey = row.Key,
            OpenedAt = At(row.OpenedOn, scope),
        });
        if (!row.IsHistory)
        {
            await scope.Begin(deal, row.Place.Stage);
            return;
        }
        var isWon = row.Place.Outcome is DealOutcome.Won;
        scope.ImportHistory(deal, row.Place.Outcome!.Value, isWon ? null : known.NotRecorded, isWon ? row.Amount : null,
            At(row.ClosedOn, scope)!.Value);
    }

    /// <summary>A day of another system is a day of the company's calendar.</summary>
    private static DateTimeOffset? At(DateOnly? on, CommandScope scope)
    {
        if (on is not { } day) return null;
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, scope.Around.TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }
}
