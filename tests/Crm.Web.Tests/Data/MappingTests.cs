using Crm.Domain;
using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Products;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Data;

public sealed class MappingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly Cause Anna = new(new Actor(ActorKind.User, Guid.CreateVersion7(), "Anna"), Door.Page, Guid.CreateVersion7());

    [Theory, OnBothDatabases]
    public async Task What_is_stored_comes_back(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind);
        var customer = Customer.Register(new CustomerDetails { Name = "Север «Юг»", Roles = [CustomerRole.Customer, CustomerRole.Carrier] }, Anna, Now);
        customer.AddContactPoint(new(ContactPointKind.Email, "a@example.com"), Anna, Now);
        customer.StateConsent("news", Channel.Email, true, null, Anna, Now);
        var calendar = WorkingCalendar.Create("Office", "Europe/Berlin", WorkingCalendar.StandardHours, [new(2026, 12, 25)],
            [new(new(2026, 11, 28), [WorkingHours.On(DayOfWeek.Saturday, "10:00", "12:30")])], Anna, Now);
        var offer = SalesDocument.Draft(new DocumentDraft(DocumentKind.CommercialOffer, "7", new(2026, 11, 23), customer.Id, "EUR")
        {
            Lines = [new(Guid.CreateVersion7(), 1.5m, 10.123456m) { DiscountPct = 2.5m }, new(Guid.CreateVersion7(), 1, 1)],
        }, null, Anna, Now);
        var call = Interaction.Record(new InteractionDetails { Kind = InteractionKind.Call, Theme = "Price", StartAt = Now, CustomerId = customer.Id }, null, Anna, Now);
        var contact = Contact.Add(customer.Id, new ContactDetails { Name = "Ivan", Roles = ["signs"] }, Anna, Now);
        var channel = AdChannel.Add("Fair", [SourceType.Campaign, SourceType.User], null, Anna, Now);
        var approval = Approval.Request(new("discount") { ApproverRole = Role.SalesHead }, offer, null, Anna, Now);
        var file = FileContent.Of([1, 2, 3]);
        await Save(database, cancel, customer, calendar, offer, call, contact, channel, approval, file,
            FileAttachment.Attach("document", offer.Id, "a.pdf", "application/pdf", file, null, Anna, Now),
            Commitment.Promise(CommitmentSide.Ours, "Samples", Now, customer.Id, call, null, null, Anna, Now),
            Claim.Register(new ClaimDetails { CustomerId = customer.Id, Description = "Leaks", Reason = "Quality" }, null, Anna, Now),
            Competitor.Add("South", null, Anna, Now), ExchangeRate.Add("USD", new(2026, 11, 23), 1.0512m, Anna, Now),
            Product.Add(new ProductDetails { Sku = "P", Name = "Pump", Currency = "EUR", ListPrice = 9.99m }, Anna, Now));

        await using var context = database.Open();
        var found = await context.Set<Customer>().SingleAsync(cancel);
        Assert.Equal((customer.Name, 1L, RelationshipStage.Potential), (found.Name, found.Revision, found.RelationshipStage));
        Assert.Equal(customer.Roles, found.Roles);
        Assert.Equal(customer.ContactPoints, found.ContactPoints);
        Assert.True(found.MayBeContacted("news", Channel.Email));
        var hours = await context.Set<WorkingCalendar>().SingleAsync(cancel);
        Assert.Equal(calendar.Add(Now, TimeSpan.FromHours(100)), hours.Add(Now, TimeSpan.FromHours(100)));
        Assert.Equal(calendar.ExtraDays[0].Hours, hours.ExtraDays[0].Hours);
        var paper = await context.Set<SalesDocument>().Include(d => d.Lines).SingleAsync(cancel);
        Assert.Equal((offer.TotalMinor, offer.ContentHash, offer.On), (paper.TotalMinor, paper.ContentHash, paper.On));
        Assert.Equal([10.123456m, 1m], paper.Lines.OrderBy(l => l.LineNo).Select(l => l.UnitPrice));
        Assert.Equal(call.Participants, (await context.Set<Interaction>().SingleAsync(cancel)).Participants);
        Assert.Equal(Role.SalesHead, (await context.Set<Approval>().SingleAsync(cancel)).ApproverRole);
        Assert.Equal(["signs"], (await context.Set<Contact>().SingleAsync(cancel)).Roles);
    }

    [Theory, OnBothDatabases]
    public async Task New_lines_take_the_place_of_the_old(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind);
        var offer = SalesDocument.Draft(new DocumentDraft(DocumentKind.CommercialOffer, "7", new(2026, 11, 23), Guid.CreateVersion7(), "EUR")
        {
            Lines = [new(Guid.CreateVersion7(), 1, 10), new(Guid.CreateVersion7(), 1, 20)],
        }, null, Anna, Now);
        await Save(database, cancel, offer);

        await using (var context = database.Open())
        {
            var loaded = await context.Set<SalesDocument>().Include(d => d.Lines).SingleAsync(cancel);
            loaded.ChangeLines([new(Guid.CreateVersion7(), 1, 5)], null, null, Anna, Now);
            await context.SaveChangesAsync(cancel);
        }

        await using var again = database.Open();
        Assert.Equal(500, (await again.Set<DocumentLine>().SingleAsync(cancel)).AmountMinor);
        Assert.Equal(2, (await again.Set<SalesDocument>().SingleAsync(cancel)).Revision);
    }

    [Theory, OnBothDatabases]
    public async Task A_change_of_a_list_is_noticed(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind);
        await Save(database, cancel, Customer.Register(new CustomerDetails { Name = "North" }, Anna, Now));

        await using (var context = database.Open())
        {
            (await context.Set<Customer>().SingleAsync(cancel)).AddContactPoint(new(ContactPointKind.Phone, "+49 30 123"), Anna, Now);
            await context.SaveChangesAsync(cancel);
        }

        await using var again = database.Open();
        Assert.Single((await again.Set<Customer>().SingleAsync(cancel)).ContactPoints);
    }

    private static async Task Save(TestDatabase database, CancellationToken cancel, params object[] entities)
    {
        await using var context = database.Open();
        context.AddRange(entities);
        await context.SaveChangesAsync(cancel);
    }
}
