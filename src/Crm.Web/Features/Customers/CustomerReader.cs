using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Customers;

internal sealed record CustomerRow(Guid Id, string Name, bool Blocked)
{
    public string? TaxId { get; init; }
    public string? Region { get; init; }
    public string? Manager { get; init; }
    public string? Reach { get; init; }
    public int OpenDeals { get; init; }
    public RelationshipStage Relationship { get; init; }
}

internal sealed record CustomerDeal(Guid Id, string Number, string Name, LocalText? Stage, DealOutcome Outcome, Money? Amount);

/// <summary>Everything around one customer that the person may see.</summary>
internal sealed record CustomerSheet(Customer Customer)
{
    public string? Manager { get; init; }
    public string? Channel { get; init; }
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
    public IReadOnlyList<CustomerDeal> Deals { get; init; } = [];
    public IReadOnlyList<SalesDocument> Documents { get; init; } = [];
    public IReadOnlyList<Interaction> Interactions { get; init; } = [];
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];
    public IReadOnlyList<Claim> Claims { get; init; } = [];
}

internal sealed class CustomerReader(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings)
{
    public const int PageSize = 50;
    private const int Latest = 50;

    public async Task<(IReadOnlyList<CustomerRow> Rows, int Total)> List(Actor actor, string? text, int page, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        var found = Search(database.Set<Customer>().AsNoTracking().Where(c => !c.IsSystem && c.MergedIntoId == null), text, database);
        var total = await found.CountAsync(cancellation);
        var rows = await found.OrderBy(c => c.NameKey).ThenBy(c => c.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        var ids = rows.ConvertAll(c => (Guid?)c.Id);
        var open = await database.Set<Deal>().AsNoTracking().Where(d => d.Outcome == DealOutcome.Open && ids.Contains(d.CustomerId)).VisibleTo(actor, database)
            .GroupBy(d => d.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key!.Value, g => g.Count, cancellation);
        return ([.. rows.Select(c => new CustomerRow(c.Id, c.Name, c.Blocked)
        {
            TaxId = c.TaxId,
            Region = c.Region,
            Manager = around.FindUser(c.MainManagerId)?.Name,
            Reach = c.ContactPoints.OrderByDescending(p => p.Main).Select(p => p.Value).FirstOrDefault(),
            OpenDeals = open.GetValueOrDefault(c.Id),
            Relationship = c.RelationshipStage,
        })], total);
    }

    /// <exception cref="DomainException">GEN-008 for an unknown customer.</exception>
    public async Task<CustomerSheet> Sheet(Actor actor, Guid id, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        var customer = await database.Set<Customer>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellation) ?? throw new DomainException("GEN-008");
        var visible = database.Set<Deal>().AsNoTracking().VisibleTo(actor, database);
        var deals = new List<CustomerDeal>();
        foreach (var d in await visible.Where(d => d.CustomerId == id).OrderBy(d => d.Outcome).ThenByDescending(d => d.OpenedAt).Take(Latest)
            .Select(d => new { d.Id, d.Number, d.Name, d.ProcedureVersionId, d.StageCode, d.Outcome, d.Potential, d.WonAmount, d.Currency }).ToListAsync(cancellation))
        {
            var flow = (await procedures.Get(d.ProcedureVersionId, database, cancellation)).Flow;
            deals.Add(new CustomerDeal(d.Id, d.Number, d.Name, flow.Find(d.StageCode ?? "")?.Name, d.Outcome,
                (d.WonAmount ?? d.Potential) is { } minor ? new Money(minor, d.Currency) : null));
        }
        return new CustomerSheet(customer)
        {
            Manager = around.FindUser(customer.MainManagerId)?.Name,
            Channel = await database.Set<Domain.Campaigns.AdChannel>().Where(c => c.Id == customer.AdChannelId).Select(c => c.Name).FirstOrDefaultAsync(cancellation),
            Contacts = await database.Set<Contact>().AsNoTracking().Where(c => c.CustomerId == id && !c.Anonymized).OrderBy(c => c.Name).Take(200).ToListAsync(cancellation),
            Deals = deals,
            Documents = await Mine<SalesDocument>(d => d.CustomerId == id).OrderByDescending(d => d.On).Take(Latest).ToListAsync(cancellation),
            Interactions = await Mine<Interaction>(i => i.CustomerId == id && !i.Withdrawn).OrderByDescending(i => i.StartAt).Take(Latest).ToListAsync(cancellation),
            Commitments = await Mine<Commitment>(c => c.CustomerId == id).OrderBy(c => c.State).ThenBy(c => c.DueAt).Take(Latest).ToListAsync(cancellation),
            Claims = await Mine<Claim>(c => c.CustomerId == id).OrderByDescending(c => c.RegisteredAt).Take(Latest).ToListAsync(cancellation),
        };

        // What belongs to a deal is seen by those who see the deal.
        IQueryable<T> Mine<T>(System.Linq.Expressions.Expression<Func<T, bool>> of) where T : Crm.Domain.Deals.Evidence =>
            database.Set<T>().AsNoTracking().Where(of).Where(e => e.DealId == null || visible.Any(d => d.Id == e.DealId));
    }

    /// <summary>Customers that may be the same one: by name or tax id.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name, bool SameTaxId)>> Likely(string name, string? taxId, Guid? except, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var key = Customer.KeyOf(name);
        var tax = string.IsNullOrWhiteSpace(taxId) ? null : taxId.Trim();
        if (key.Length == 0 && tax is null) return [];
        var found = await database.Set<Customer>().AsNoTracking()
            .Where(c => c.Id != except && c.MergedIntoId == null && ((key != "" && c.NameKey == key) || (tax != null && c.TaxId == tax)))
            .OrderBy(c => c.Name).Take(5).Select(c => new { c.Id, c.Name, c.TaxId }).ToListAsync(cancellation);
        return [.. found.Select(c => (c.Id, c.Name, tax is not null && c.TaxId == tax))];
    }

    private static IQueryable<Customer> Search(IQueryable<Customer> customers, string? text, CrmDbContext database)
    {
        var typed = text?.Trim() ?? "";
        if (typed.Length == 0) return customers;
        var key = Customer.KeyOf(typed);
        // Contact points live in one text column.
        var like = "%" + typed.Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%";
        var people = database.Set<Contact>().AsNoTracking().Where(p => p.Name.Contains(typed) || EF.Functions.Like((string)(object)p.ContactPoints, like));
        return customers.Where(c => (key != "" && c.NameKey.Contains(key)) || c.TaxId == typed || EF.Functions.Like((string)(object)c.ContactPoints, like)
            || people.Any(p => p.CustomerId == c.Id));
    }
}
