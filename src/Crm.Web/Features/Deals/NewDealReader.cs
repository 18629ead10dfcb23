using Crm.Domain;
using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Deals;

internal sealed record NewDealChoices(IReadOnlyList<DealType> Types, IReadOnlyList<User> Owners, IReadOnlyList<string> Currencies,
    IReadOnlyList<AdChannel> Channels, bool MayRegister);

/// <summary>What a person may choose from when she opens a deal.</summary>
internal sealed class NewDealReader(IDbContextFactory<CrmDbContext> databases, SurroundingsCache surroundings)
{
    private const int Shown = 12;
    private static readonly string[] Usual = ["EUR", "USD", "RUB", "GBP", "CNY", "KZT"];

    public async Task<NewDealChoices> Choices(Actor actor, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        var types = await database.Set<DealType>().AsNoTracking().Where(t => t.AllowedForNew && t.CurrentVersionId != null).OrderBy(t => t.CreatedAt).ToListAsync(cancellation);
        var channels = await database.Set<AdChannel>().AsNoTracking().Where(c => c.Active).OrderBy(c => c.Name).ToListAsync(cancellation);
        return new NewDealChoices([.. types.OrderBy(t => t.ControlMode)],
            [.. around.Users.Values.Where(u => u.Active).OrderByDescending(u => u.Id == actor.Id).ThenBy(u => u.Name, StringComparer.CurrentCulture)],
            [.. Usual.Prepend(around.Currency).Distinct()], channels, actor.Has(Right.CustomersEdit));
    }

    public async Task<NewDealCustomer?> Customer(Guid id, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<Customer>().Where(c => c.Id == id && c.MergedIntoId == null).Select(c => new NewDealCustomer(c.Id, c.Name)).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Customers by name, and the typed name itself when nobody has it yet.</summary>
    public async Task<IReadOnlyList<NewDealCustomer>> Customers(string? text, bool offerNew, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var typed = text?.Trim() ?? "";
        var key = Domain.Customers.Customer.KeyOf(typed);
        var found = await database.Set<Customer>().AsNoTracking().Where(c => !c.IsSystem && c.MergedIntoId == null && (key == "" || c.NameKey.Contains(key) || c.TaxId == typed))
            .OrderBy(c => c.NameKey).Take(Shown).Select(c => new { c.Id, c.Name, c.NameKey }).ToListAsync(cancellation);
        List<NewDealCustomer> shown = [.. found.Select(c => new NewDealCustomer(c.Id, c.Name))];
        if (offerNew && key.Length > 0 && found.All(c => c.NameKey != key)) shown.Add(new NewDealCustomer(null, typed));
        return shown;
    }
}
