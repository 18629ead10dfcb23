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

    private static readonly (string Login, string Name, Role Role, string Language)[] People =
    [
        ("anna", "Anna Petrova", Role.SalesManager, "en"), ("ivan", "Иван Смирнов", Role.SalesManager, "ru"),
        ("boris", "Boris Volkov", Role.SalesHead, "en"), ("olga", "Ольга Белова", Role.OrderDesk, "ru"),
        ("fedor", "Fedor Stone", Role.OrderDesk, "en"), ("pavel", "Pavel Grant", Role.ProcessOwner, "en"),
        ("rita", "Рита Новикова", Role.Auditor, "ru"), ("admin", "Alice Admin", Role.Administrator, "en"),
    ];

    /// <summary>A database that was seeded before: the same people may sign in as before.</summary>
    public static async Task NameSignIns(CrmDbContext database, DemoSignIns signIns)
    {
        var mails = People.Select(p => p.Login + "@crmflow.example").ToList();
        foreach (var user in await database.Set<User>().AsNoTracking().Where(u => u.Active && mails.Contains(u.Email!)).OrderBy(u => u.Id).ToListAsync())
            signIns.Add(new DemoSignIn(user.Name, user.Login, Password));
    }

    public async Task<DemoStaff> Build(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().AddDays(-370);
        var cause = new Cause(Actor.Job("demo"), Door.Job, Guid.CreateVersion7());
        var calendar = WorkingCalendar.Standard("Mon–Fri / Пн–Пт", "Europe/Moscow");
        database.Add(calendar);
        database.Add(Company.Found("CrmFlow Demo / Демо", "Europe/Moscow", "EUR", calendar.Id, cause, now));
        var unit = Unit.Add("Sales / Продажи", null, null, null, cause, now);
        database.Add(unit);
        var staff = new Dictionary<string, User>();
        foreach (var (login, name, role, language) in People)
        {
            var user = User.Invite(name, login, login + "@crmflow.example", [role], unit.Id, language, "Europe/Moscow", cause, now);
            await accounts.Open(user, Password);
            signIns.Add(new DemoSignIn(name, login, Password));
            staff[login] = user;
        }
        unit.Change(unit.Name, staff["boris"].Id, null, cause, now);
        foreach (var queue in await database.Set<TaskQueue>().ToListAsync(cancellation))
            queue.Change(queue.Name, staff["boris"].Id, null, [staff["olga"].Id, staff["fedor"].Id]);
        var channels = new[] { "Website / Сайт", "Fair / Выставка", "Referral / Рекомендация" }.Select(n => AdChannel.Add(n, null, null, cause, now)).ToList();
        database.AddRange(channels);
        database.Add(Competitor.Add("HydroMax", null, cause, now));
        database.Add(Competitor.Add("Насосмаш", null, cause, now));
        var products = DemoNames.Products.Select(p => Product.Add(new ProductDetails
        {
            Sku = p.Sku,
            Name = p.Name,
            Series = p.Series,
            ListPrice = p.Price,
            Currency = "EUR",
        }, cause, now)).ToList();
        database.AddRange(products);
        var customers = new List<(Customer, Contact)>();
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
            customers.Add((customer, contact));
        }
        await database.SaveChangesAsync(cancellation);
        return new DemoStaff(staff, [.. customers.Select(c => (c.Item1.Id, c.Item2.Id))], [.. products.Select(p => (p.Id, p.ListPrice))],
            [.. channels.Select(c => c.Id)]);
    }
}
