using Crm.Domain;
using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Products;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Web.Data.Stores;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Testing;

/// <summary>
/// A small company to start from: Anna sells, Boris heads her unit, Olga is at the order desk, Fedor ships, Vera sells in a unit
/// that Boris does not head, Alla administers, Rita audits, Pavel owns procedures. All work by the calendar of Moscow.
/// </summary>
public sealed partial class SalesOffice : IAsyncDisposable
{
    public const string Password = "quiet river under snow";

    internal static readonly Dictionary<string, string?> NoLimits = new()
    {
        ["Security:SignInPerAccount"] = "100000",
        ["Security:SignInPerAddress"] = "100000",
        ["Security:ApiPerClient"] = "100000000",
        ["Security:UnsafePerSession"] = "100000000",
    };

    private bool ownsApp;

    private SalesOffice(CrmApp app, bool ownsApp)
    {
        App = app;
        this.ownsApp = ownsApp;
    }

    public CrmApp App { get; private set; }

    public Person Anna { get; private set; } = null!;
    public Person Boris { get; private set; } = null!;
    public Person Olga { get; private set; } = null!;
    public Person Fedor { get; private set; } = null!;
    public Person Vera { get; private set; } = null!;
    public Person Alla { get; private set; } = null!;
    public Person Rita { get; private set; } = null!;
    public Person Pavel { get; private set; } = null!;

    public Guid SalesUnitId { get; private set; }
    public Guid OtherUnitId { get; private set; }
    public Guid CalendarId { get; private set; }
    public Guid CustomerId { get; private set; }
    public Guid OtherCustomerId { get; private set; }
    public Guid ContactId { get; private set; }
    public Guid ProductId { get; private set; }
    public Guid CompetitorId { get; private set; }
    public Guid AdChannelId { get; private set; }

    /// <summary>A host and a database of its own; rate limits do not stand in the way.</summary>
    public static async Task<SalesOffice> OpenAsync(DatabaseKind kind, TestClock? clock = null)
    {
        var template = await OfficeTemplate.OfAsync(kind, clock);
        var app = await CrmApp.StartAsync(new CrmAppOptions { Database = kind, Template = template?.Database, Clock = clock, Settings = NoLimits });
        if (template is not null)
            return template.Office.MovedTo(app);
        try
        {
            return await InAsync(app, ownsApp: true);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same people and records in a host that the test started itself.</summary>
    public static Task<SalesOffice> InAsync(CrmApp app) => InAsync(app, ownsApp: false);

    public ValueTask DisposeAsync() => ownsApp ? App.DisposeAsync() : ValueTask.CompletedTask;

    private static async Task<SalesOffice> InAsync(CrmApp app, bool ownsApp)
    {
        var office = new SalesOffice(app, ownsApp);
        await app.InScopeAsync(office.Furnish);
        return office;
    }

    // The same people and records in a copy of the database that they were put into.
    private SalesOffice MovedTo(CrmApp app)
    {
        var moved = (SalesOffice)MemberwiseClone();
        (moved.App, moved.ownsApp, moved.clients) = (app, true, []);
        return moved;
    }

    private async Task Furnish(IServiceProvider services)
    {
        var database = services.GetRequiredService<CrmDbContext>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var cause = new Cause(Actor.Job("office"), Door.Job, Guid.CreateVersion7());

        // A copied database has the schema only.
        await services.GetRequiredService<SystemRecords>().Add(database);
        await services.GetRequiredService<ShippedProcedures>().Publish(database);
        var calendar = WorkingCalendar.Create("Office", "Europe/Moscow", WorkingCalendar.StandardHours, [], [], cause, now);
        var top = Unit.Add("Company", null, null, calendar.Id, cause, now);
        var sales = Unit.Add("Sales North", top.Id, null, null, cause, now);
        var other = Unit.Add("Sales South", top.Id, null, null, cause, now);
        var desk = Unit.Add("Back office", top.Id, null, null, cause, now);
        (CalendarId, SalesUnitId, OtherUnitId) = (calendar.Id, sales.Id, other.Id);
        database.AddRange(Company.Found("North Trade", "Europe/Moscow", "RUB", calendar.Id, cause, now), calendar, top, sales, other, desk);

        Anna = await Hire(services, "Anna Petrova", Role.SalesManager, sales, cause, now);
        Boris = await Hire(services, "Boris Ivanov", Role.SalesHead, sales, cause, now);
        Olga = await Hire(services, "Olga Smirnova", Role.OrderDesk, desk, cause, now);
        Fedor = await Hire(services, "Fedor Volkov", Role.OrderDesk, desk, cause, now);
        Vera = await Hire(services, "Vera Orlova", Role.SalesManager, other, cause, now);
        Alla = await Hire(services, "Alla Kuznetsova", Role.Administrator, top, cause, now);
        Rita = await Hire(services, "Rita Sokolova", Role.Auditor, top, cause, now);
        Pavel = await Hire(services, "Pavel Morozov", Role.ProcessOwner, top, cause, now);
        sales.Change(sales.Name, Boris.Id, null, cause, now);

        await Man(database, "order-desk", Olga);
        await Man(database, "fulfillment", Fedor);
        AddTrade(database, cause, now);
        await database.SaveChangesAsync();
        // Read before the office stood; a clock that stands would keep it for good.
        services.GetRequiredService<SurroundingsCache>().Forget();
    }

    private void AddTrade(CrmDbContext database, Cause cause, DateTimeOffset now)
    {
        var customer = Customer.Register(new CustomerDetails { Name = "Sever LLC", UnitId = SalesUnitId, MainManagerId = Anna.Id, TaxId = "7701000001" }, cause, now);
        var another = Customer.Register(new CustomerDetails { Name = "Yug LLC", UnitId = OtherUnitId, MainManagerId = Vera.Id, TaxId = "7701000002" }, cause, now);
        var contact = Contact.Add(customer.Id, new ContactDetails { Name = "Ivan Direktorov", Position = "Director" }, cause, now);
        var product = Product.Add(new ProductDetails { Sku = "PUMP-1", Name = "Pump", Currency = "RUB", ListPrice = 1000m }, cause, now);
        var competitor = Competitor.Add("Vostok LLC", null, cause, now);
        var channel = AdChannel.Add("Trade fair", [SourceType.Campaign, SourceType.Other], null, cause, now);
        database.AddRange(customer, another, contact, product, competitor, channel);
        (CustomerId, OtherCustomerId, ContactId) = (customer.Id, another.Id, contact.Id);
        (ProductId, CompetitorId, AdChannelId) = (product.Id, competitor.Id, channel.Id);
    }

    private static async Task<Person> Hire(IServiceProvider services, string name, Role role, Unit unit, Cause cause, DateTimeOffset now)
    {
        var login = name.Split(' ')[0].ToLowerInvariant();
        var user = User.Invite(name, login, $"{login}@example.com", [role], unit.Id, "en", "Europe/Moscow", cause, now);
        await services.GetRequiredService<Accounts>().Open(user, Password);
        return new Person(user.Id, name, login, role);
    }

    private static async Task Man(CrmDbContext database, string queue, Person member)
    {
        var found = await database.Set<TaskQueue>().SingleAsync(q => q.Code == queue);
        found.Change(found.Name, null, null, [member.Id]);
    }
}
