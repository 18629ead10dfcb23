using Crm.Domain;
using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Customers;

/// <summary>Customers and the people there.</summary>
internal static class CustomersApi
{
    public static void MapCustomersApi(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("", List).RequireRight(Right.DealsView).WithSummary("Customers, newest first");
        customers.MapGet("/{id:guid}", Card).RequireRight(Right.DealsView).WithSummary("A customer");
        customers.MapPost("", Register).WithSummary("Register a customer; a likely duplicate passes with confirm=true");
        customers.MapPut("/{id:guid}", Change).WithSummary("Change a customer");
        customers.MapPost("/{id:guid}/block", Block).WithSummary("Block a customer, with a reason");
        customers.MapPost("/{id:guid}/unblock", Unblock).WithSummary("Lift the block");
        customers.MapPost("/{id:guid}/contact-points", AddPoint).WithSummary("Add a phone, an e-mail or another way to reach the customer");
        var contacts = api.MapGroup("/contacts").WithTags("Customers");
        contacts.MapGet("", Contacts).RequireRight(Right.DealsView).WithSummary("Contacts, of one customer or all");
        contacts.MapPost("", AddContact).WithSummary("Add a contact");
        contacts.MapPut("/{id:guid}", ChangeContact).WithSummary("Change a contact");
        contacts.MapPost("/{id:guid}/leaving", Leave).WithSummary("The person has left the customer");
    }

    private static async Task<Ok<Page<CustomerLine>>> List(string? text, Guid? manager, Guid? after, int? limit, CrmDbContext database,
        CancellationToken cancellation)
    {
        var customers = database.Set<Customer>().AsNoTracking().Where(c => !c.IsSystem);
        if (manager is { } managerId) customers = customers.Where(c => c.MainManagerId == managerId);
        if (Customer.KeyOf(text ?? "") is { Length: > 0 } key) customers = customers.Where(c => c.NameKey.Contains(key) || c.TaxId == text);
        return TypedResults.Ok(await new Part(after, limit).Of(customers, c => new CustomerLine(c.Id, c.Name, c.LegalKind, c.Region, c.Industry, c.TaxId,
            c.MainManagerId, c.UnitId, c.Blocked, c.MergedIntoId, c.RelationshipStage, c.Revision), row => row.Id, cancellation));
    }

    private static async Task<Ok<CustomerCard>> Card(Guid id, HttpContext context, CrmDbContext database, CancellationToken cancellation)
    {
        var customer = await database.Set<Customer>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellation);
        return Answers.Of(customer is null ? null : CustomerCard.Of(customer), context, customer?.Revision);
    }

    private static async Task<ContentHttpResult> Register(StateCustomer body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "customer.register", body), async scope =>
        {
            scope.Require(Right.CustomersEdit);
            await RequireKnown(scope, body);
            await RequireNew(body, null, call.Confirm, database, cancellation);
            return (object?)new { scope.Add(Customer.Register(body.Stated(new CustomerDetails()), scope.Cause, scope.Now)).Id };
        }, cancellation));

    private static Task<ContentHttpResult> Change(Guid id, StateCustomer body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        RecordActs.On<Customer>(id, "customer.change", body, Right.CustomersEdit, async (customer, scope) =>
        {
            await RequireKnown(scope, body);
            await RequireNew(body, id, call.Confirm, database, cancellation);
            customer.Change(body.Stated(customer.Details), scope.Cause, scope.Now);
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> Block(Guid id, BlockCustomer body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        RecordActs.On<Customer>(id, "customer.block", body, Right.CustomersEdit, (customer, scope) =>
        {
            customer.Block(body.Reason, scope.Cause, scope.Now);
            return Task.CompletedTask;
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> Unblock(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        RecordActs.On<Customer>(id, "customer.unblock", null, Right.CustomersEdit, (customer, scope) =>
        {
            customer.Unblock(scope.Cause, scope.Now);
            return Task.CompletedTask;
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> AddPoint(Guid id, StatePoint body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        RecordActs.On<Customer>(id, "customer.add_contact_point", body, Right.CustomersEdit, (customer, scope) =>
        {
            customer.AddContactPoint(new ContactPoint(body.Kind, body.Value, body.Main), scope.Cause, scope.Now);
            return Task.CompletedTask;
        }, call, acts, cancellation);

    private static async Task<Ok<Page<ContactRow>>> Contacts(Guid? customer, Guid? after, int? limit, CrmDbContext database,
        CancellationToken cancellation)
    {
        var contacts = database.Set<Contact>().AsNoTracking();
        if (customer is { } customerId) contacts = contacts.Where(c => c.CustomerId == customerId);
        return TypedResults.Ok(await new Part(after, limit).Of(contacts, c => new ContactRow(c.Id, c.Name, c.Position, c.CustomerId, c.LinkedUntil, c.Anonymized,
            c.Revision), row => row.Id, cancellation));
    }

    private static async Task<ContentHttpResult> AddContact(StateContact body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "contact.add", body), async scope =>
        {
            scope.Require(Right.CustomersEdit);
            await scope.RequireKnown<Customer>(body.CustomerId);
            return (object?)new { scope.Add(Contact.Add(body.CustomerId, body.Stated(), scope.Cause, scope.Now)).Id };
        }, cancellation));

    private static Task<ContentHttpResult> ChangeContact(Guid id, StateContact body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        RecordActs.On<Contact>(id, "contact.change", body, Right.CustomersEdit, async (contact, scope) =>
        {
            await scope.RequireKnown<Customer>(body.CustomerId);
            contact.Change(body.Stated(), scope.Cause, scope.Now);
            if (body.CustomerId is { } customer) contact.MoveTo(customer, scope.Cause, scope.Now);
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> Leave(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        RecordActs.On<Contact>(id, "contact.leave", null, Right.CustomersEdit, (contact, scope) =>
        {
            contact.Leave(scope.Cause, scope.Now);
            return Task.CompletedTask;
        }, call, acts, cancellation);

    private static async Task RequireKnown(CommandScope scope, StateCustomer body)
    {
        await scope.RequireKnown<User>(body.MainManagerId);
        await scope.RequireKnown<Unit>(body.UnitId);
        await scope.RequireKnown<Customer>(body.ParentId);
        await scope.RequireKnown<AdChannel>(body.AdChannelId);
    }

    private static async Task RequireNew(StateCustomer body, Guid? self, bool confirmed, CrmDbContext database, CancellationToken cancellation)
    {
        var others = database.Set<Customer>().AsNoTracking().Where(c => c.Id != self && c.MergedIntoId == null);
        var taxId = string.IsNullOrWhiteSpace(body.TaxId) ? null : body.TaxId.Trim();
        if (taxId is not null && await others.AnyAsync(c => c.TaxId == taxId, cancellation)) throw DomainException.For("GEN-013", "taxId", taxId);
        var key = Customer.KeyOf(body.Name);
        if (confirmed || key.Length == 0) return;
        var likely = await others.Where(c => c.NameKey == key).OrderBy(c => c.Name).Select(c => c.Name).Take(5).ToListAsync(cancellation);
        if (likely.Count > 0) throw new DomainException([new Refusal("CUS-002", string.Join(", ", likely)) { Field = "name", IsWarning = true }]);
    }
}

/// <summary>All editable fields as they should be afterwards: what is left out is cleared.</summary>
internal sealed record StateCustomer
{
    public required string Name { get; init; }
    public LegalKind LegalKind { get; init; }
    public IReadOnlyList<CustomerRole>? Roles { get; init; }
    public string? Region { get; init; }
    public string? Industry { get; init; }
    public string? SizeBand { get; init; }
    public Guid? MainManagerId { get; init; }
    public Guid? UnitId { get; init; }
    public Guid? ParentId { get; init; }
    public string? TaxId { get; init; }
    public string? Domain { get; init; }
    public DateOnly? BirthOn { get; init; }
    public string? Terms { get; init; }
    public Guid? AdChannelId { get; init; }
    public string? SourceRef { get; init; }

    public CustomerDetails Stated(CustomerDetails before) => before with
    {
        Name = Name,
        LegalKind = LegalKind,
        Roles = Roles ?? [CustomerRole.Customer],
        Region = Region,
        Industry = Industry,
        SizeBand = SizeBand,
        MainManagerId = MainManagerId,
        UnitId = UnitId ?? before.UnitId,
        ParentId = ParentId,
        TaxId = TaxId,
        Domain = Domain,
        BirthOn = BirthOn,
        Terms = Terms,
        AdChannelId = AdChannelId,
        SourceRef = SourceRef,
    };
}

internal sealed record BlockCustomer
{
    public required string Reason { get; init; }
}

internal sealed record StatePoint
{
    public required ContactPointKind Kind { get; init; }
    public required string Value { get; init; }
    public bool Main { get; init; }
}

internal sealed record StateContact
{
    public required string Name { get; init; }
    public Guid? CustomerId { get; init; }
    public string? Position { get; init; }
    public IReadOnlyList<string>? Roles { get; init; }
    public DateOnly? BirthOn { get; init; }

    public ContactDetails Stated() => new() { Name = Name, Position = Position, Roles = Roles ?? [], BirthOn = BirthOn };
}

internal sealed record CustomerLine(Guid Id, string Name, LegalKind LegalKind, string? Region, string? Industry, string? TaxId, Guid? MainManagerId,
    Guid? UnitId, bool Blocked, Guid? MergedIntoId, RelationshipStage RelationshipStage, long Revision);

internal sealed record CustomerCard(Guid Id, CustomerDetails Details, IReadOnlyList<ContactPoint> ContactPoints, IReadOnlyList<Consent> Consents, bool Blocked,
    string? BlockReason, RelationshipStage RelationshipStage, Guid? MergedIntoId, DateTimeOffset RegisteredAt, long Revision)
{
    public static CustomerCard Of(Customer c) => new(c.Id, c.Details, c.ContactPoints, c.Consents, c.Blocked, c.BlockReason, c.RelationshipStage,
        c.MergedIntoId, c.RegisteredAt, c.Revision);
}

internal sealed record ContactRow(Guid Id, string Name, string? Position, Guid? CustomerId, DateTimeOffset? LinkedUntil, bool Anonymized, long Revision);
