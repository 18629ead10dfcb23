using Crm.Domain.Customers;

namespace Crm.Domain.Tests.Customers;

public sealed class ContactTests
{
    [Fact]
    public void An_anonymized_contact_keeps_nothing_of_the_person()
    {
        var contact = A.Contact("Ivan Petrov");
        contact.Change(contact.Details with { Position = "Director", BirthOn = new DateOnly(1980, 1, 1) }, A.Cause(), A.Now);
        contact.AddContactPoint(new(ContactPointKind.Email, "ivan@example.com"), A.Cause(), A.Now);

        contact.Anonymize(A.Cause(), A.Now);

        Assert.Equal("—", contact.Name);
        Assert.Null(contact.Position);
        Assert.Null(contact.BirthOn);
        Assert.Empty(contact.ContactPoints);
    }

    [Fact]
    public void A_contact_that_changes_employers_is_linked_anew()
    {
        var (north, south) = (A.Customer("North"), A.Customer("South"));
        var contact = A.Contact(at: north);
        contact.Leave(A.Cause(), A.Now.AddDays(1));

        contact.MoveTo(south.Id, A.Cause(), A.Now.AddDays(2));

        Assert.Equal((south.Id, A.Now.AddDays(2), null), (contact.CustomerId!.Value, contact.LinkedFrom, contact.LinkedUntil));
    }

    [Fact]
    public void A_contact_needs_a_name() => Assert.Equal("GEN-012", Assert.Throws<DomainException>(() => A.Contact("")).Code);
}
