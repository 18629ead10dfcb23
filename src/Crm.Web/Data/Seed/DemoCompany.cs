using Crm.Domain;
using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Products;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>The people, customers and products of the demo.</summary>
internal sealed class DemoCompany(CrmDbContext database, Accounts accounts, DemoSignIns signIns, TimeProvider clock)
{
    private const string Password = "demo-river-stone";

    /// <summary>A database that was seeded before: the same people may sign in as before.</summary>
    public async Task NameSignIns()
    {
        var users = await DemoStaff.Users(database).ToDictionaryAsync(user => user.Login);
        foreach (var (login, _, _, _) in DemoNames.People)
            if (users.TryGetValue(login, out var user)) signIns.Add(new DemoSignIn(user.Name, login, Password));
    }

    public async Task Build(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().AddDays(-370);
        var cause = new Cause(Actor.Job("demo"), Door.Job, Guid.CreateVersion7());
        var calendar = WorkingCalendar.Standard("Mon–Fri / Пн–Пт", "Europe/Moscow");
        database.Add(calendar);
        database.Add(Company.Found("CrmFlow Demo / Демо", "Europe/Moscow", "EUR", calendar.Id, cause, now));
        var unit = Unit.Add("Sales / Продажи", null, null, null, cause, now);
        database.Add(unit);
        var staff = new Dictionary<string, User>();
        string? hash = null;
        foreach (var (login, name, role, language) in DemoNames.People)
        {
            var user = User.Invite(name, login, DemoStaff.MailOf(login), [role], unit.Id, language, "Europe/Moscow", cause, now);
            var account = hash is null ? await accounts.New(user, Password) : Account.Invited(user.Id, login);
            // One password for all of them, so one hash: each would cost the start as much as a sign-in.
            account.PasswordHash = hash ??= account.PasswordHash;
            database.AddRange(user, account);
            signIns.Add(new DemoSignIn(name, login, Password));
            staff[login] = user;
        }
        unit.Change(unit.Name, staff["boris"].Id, null, cause, now);
        foreach (var queue in await database.Set<TaskQueue>().ToListAsync(cancellation))
            queue.Change(queue.Name, staff["boris"].Id, null, [staff["olga"].Id, staff["fedor"].Id]);
        database.AddRange(DemoNames.Channels.Select(n => AdChannel.Add(n, null, null, cause, now)));
        database.Add(Competitor.Add("HydroMax", null, cause, now));
        database.Add(Competitor.Add("Насосмаш", null, cause, now));
        database.AddRange(DemoNames.Products.Select(p => Product.Add(new ProductDetails
        {
            Sku = p.Sku,
            Name = p.Name,
            Series = p.Series,
            ListPrice = p.Price,
            Currency = "EUR",
        }, cause, now)));
        foreach (var c in DemoNames.Customers)
        {
            var customer = Customer.Register(new CustomerDetails
            {
                Name = c.Name,
                Region = c.Region,
                Industry = c.Industry,
                MainManagerId = staff["anna"].Id,
                UnitId = unit.Id,
            }, cause, now);
            var contact = Contact.Add(customer.Id, new ContactDetails { Name = c.Contact, Position = c.Position }, cause, now);
            database.AddRange(customer, contact);
        }
        await database.SaveChangesAsync(cancellation);
    }
}
