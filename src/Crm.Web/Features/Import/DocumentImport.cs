using System.Runtime.CompilerServices;
using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Import;

/// <summary>Documents by key, else by kind and number. One of a deal is written under the deal's lock, as a person would add it.</summary>
internal sealed class DocumentImport(CsvSheet sheet, ImportProfile profile, ImportKnown known, ImportFindings findings,
    IDbContextFactory<CrmDbContext> databases)
{
    private const int BatchSize = 250;
    private readonly ImportTally tally = sheet.Tally;
    private readonly DocumentReader reader = new(sheet, profile, known);

    public async Task Check(CancellationToken cancellation)
    {
        await foreach (var document in New(findings, cancellation)) tally.Imported += document.Rows.Count;
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        using var quiet = new ImportFindings();
        await foreach (var batch in New(quiet, cancellation).Chunk(BatchSize).WithCancellation(cancellation))
        {
            if (known.Nobody is null && batch.Any(d => d.Customer is null)) await RegisterNobody(writer, cancellation);
            foreach (var group in batch.GroupBy(d => d.DealId))
                await writer.Write(group.ToAsyncEnumerable(), group.Key is { } deal ? Subject.Deal(deal) : Subject.None, "document.import", tally, Add, Refuse,
                    cancellation, d => d.Rows.Count);
        }
    }

    private Task RegisterNobody(ImportWriter writer, CancellationToken cancellation) =>
        writer.Write(new[] { 0 }.ToAsyncEnumerable(), Subject.None, "customer.import", null, (scope, _) =>
        {
            known.Nobody = scope.Add(Customer.Unidentified(scope.Cause, scope.Now)).Id;
            return Task.CompletedTask;
        }, null, cancellation);

    private async IAsyncEnumerable<ImportedDocument> New(ImportFindings found, [EnumeratorCancellation] CancellationToken cancellation)
    {
        tally.Restart();
        var keys = new HashSet<string>();
        await foreach (var batch in Groups(cancellation).Chunk(BatchSize).WithCancellation(cancellation))
        {
            tally.Read += batch.Sum(rows => rows.Count);
            var documents = batch.Select(rows => reader.Read(rows, found)).OfType<ImportedDocument>().ToList();
            var (there, deals) = await Known(documents, cancellation);
            foreach (var document in documents)
            {
                if (!keys.Add(document.Key)) RefuseAll(found, document, RowFault.Twice(document.Key));
                else if (there.Contains(document.Key)) tally.There += document.Rows.Count;
                else if (document.Deal is null) yield return document;
                else if (deals.TryGetValue(document.Deal, out var deal)) yield return document with { DealId = deal };
                else if (known.NewDeals?.Contains(document.Deal) is true) yield return document;
                else RefuseAll(found, document, RowFault.Unknown("deal", "сделка", document.Deal));
            }
        }
    }

    /// <summary>Neighboring rows with the same key.</summary>
    private async IAsyncEnumerable<IReadOnlyList<CsvRow>> Groups([EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = new List<CsvRow>();
        await foreach (var row in sheet.Rows(cancellation))
        {
            if (rows.Count > 0 && DocumentReader.KeyOf(rows[0]) != DocumentReader.KeyOf(row))
            {
                yield return rows;
                rows = [];
            }
            rows.Add(row);
        }
        if (rows.Count > 0) yield return rows;
    }

    private async Task<(HashSet<string> There, Dictionary<string, Guid> Deals)> Known(List<ImportedDocument> documents, CancellationToken cancellation)
    {
        string?[] keys = [.. documents.Select(d => d.Key)];
        string?[] words = [.. documents.Select(d => d.Deal).OfType<string>().Distinct()];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var there = await database.Set<SalesDocument>().AsNoTracking().Where(d => keys.Contains(d.ExternalKey)).Select(d => d.ExternalKey!).ToListAsync(cancellation);
        var deals = await database.Set<Deal>().AsNoTracking().Where(d => words.Contains(d.ExternalKey) || words.Contains(d.Number))
            .Select(d => new { d.ExternalKey, d.Number, d.Id }).ToListAsync(cancellation);
        var byWord = new Dictionary<string, Guid>();
        foreach (var deal in deals.Where(d => d.ExternalKey is not null)) byWord.TryAdd(deal.ExternalKey!, deal.Id);
        foreach (var deal in deals) byWord.TryAdd(deal.Number, deal.Id);
        return ([.. there], byWord);
    }

    private Task Add(CommandScope scope, ImportedDocument row)
    {
        var customer = row.Customer is { } word ? known.Customers[word] : scope.DealOrNull?.CustomerId ?? known.Nobody!.Value;
        var document = scope.Add(SalesDocument.Draft(new DocumentDraft(row.Kind, row.Number, row.On, customer, profile.Currency)
        {
            Lines = [.. row.Rows.Where(r => r["product"] is not null).Select(reader.Line)],
            AmountMinor = row.Amount,
            ExternalKey = row.Key,
        }, scope.DealOrNull, scope.Cause, scope.Now));
        if (row.Status is not { } status || status == document.Status) return Task.CompletedTask;
        // In an open deal it may open a gate: that is for those who may do it by hand.
        if (scope.DealOrNull is { IsOpen: true }) scope.Require(Right.DocumentsPost);
        document.ChangeStatus(status, scope.DealOrNull, scope.Cause, scope.Now);
        return Task.CompletedTask;
    }

    private void Refuse(ImportedDocument document, Refusal why) => RefuseAll(findings, document, why);

    private void RefuseAll(ImportFindings found, ImportedDocument document, Refusal why)
    {
        foreach (var row in document.Rows) found.Refuse(sheet, row, why);
    }
}
