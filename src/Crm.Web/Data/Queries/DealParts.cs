using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>The proofs of one deal in full. Whoever asks has been shown the deal already.</summary>
internal sealed class DealParts(IDbContextFactory<CrmDbContext> databases)
{
    public async Task<IReadOnlyList<T>> All<T>(Guid dealId, CancellationToken cancellation = default) where T : Evidence
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<T>().AsNoTracking().Where(e => e.DealId == dealId).OrderBy(e => e.CreatedAt).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<Interaction>> Interactions(Guid dealId, int most, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<Interaction>().AsNoTracking().Where(i => i.DealId == dealId).OrderByDescending(i => i.StartAt).Take(most).ToListAsync(cancellation);
    }

    public async Task<SalesDocument?> Document(Guid dealId, Guid documentId, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<SalesDocument>().AsNoTracking().Include(d => d.Lines.OrderBy(l => l.LineNo))
            .FirstOrDefaultAsync(d => d.Id == documentId && d.DealId == dealId, cancellation);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> customersAndContacts, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var customers = await database.Set<Customer>().Where(c => customersAndContacts.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(cancellation);
        var contacts = await database.Set<Contact>().Where(c => customersAndContacts.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(cancellation);
        return customers.Concat(contacts).ToDictionary(c => c.Id, c => c.Name);
    }

    /// <summary>What confirmed orders of the deal still wait to be shipped, priced as ordered.</summary>
    public async Task<IReadOnlyList<LineDraft>> Unshipped(Guid dealId, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        DocumentStatus[] ordered = [DocumentStatus.Confirmed, DocumentStatus.Reserved, DocumentStatus.ToShip, DocumentStatus.Closed];
        var documents = await database.Set<SalesDocument>().AsNoTracking().Include(d => d.Lines).Where(d => d.DealId == dealId
            && ((d.Kind == DocumentKind.CustomerOrder && ordered.Contains(d.Status))
                || ((d.Kind == DocumentKind.Shipment || d.Kind == DocumentKind.Act) && d.Status == DocumentStatus.Posted))).ToListAsync(cancellation);
        var shipped = documents.Where(d => d.Kind != DocumentKind.CustomerOrder).SelectMany(d => d.Lines).GroupBy(l => l.ProductId).ToDictionary(g => g.Key, g => g.Sum(l => l.Qty));
        var open = new List<LineDraft>();
        foreach (var line in documents.Where(d => d.Kind == DocumentKind.CustomerOrder).SelectMany(d => d.Lines))
        {
            var done = Math.Min(line.Qty, shipped.GetValueOrDefault(line.ProductId));
            shipped[line.ProductId] = shipped.GetValueOrDefault(line.ProductId) - done;
            if (line.Qty > done) open.Add(line.Draft() with { Qty = line.Qty - done });
        }
        return open;
    }

    public async Task<IReadOnlyList<FileAttachment>> Files(Guid dealId, CancellationToken cancellation = default) =>
        [.. (await All<FileAttachment>(dealId, cancellation)).Where(f => !f.Withdrawn)];

    /// <summary>The same bytes are stored once.</summary>
    public async Task<bool> HasContent(string sha256, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<FileContent>().AnyAsync(f => f.Sha256 == sha256, cancellation);
    }
}
