using Crm.Domain.Customers;
using Crm.Domain.Interactions;
using Crm.Domain.Users;

namespace Crm.Domain.Tests.Customers;

public sealed class CustomerTests
{
    [Fact]
    public void All_wrong_fields_of_a_registration_are_named_together()
    {
        var details = new CustomerDetails { Name = "", Region = new string('x', 121), BirthOn = new DateOnly(1, 1, 1) };

        var refused = Assert.Throws<DomainException>(() => Customer.Register(details, A.Cause(), A.Now));

        Assert.Equal(["GEN-012", "GEN-003", "GEN-004"], refused.Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_customer_belongs_to_the_unit_of_its_author_unless_stated()
    {
        var unit = Guid.CreateVersion7();
        var author = A.Person("Anna", Role.SalesManager) with { UnitId = unit };

        Assert.Equal(unit, Customer.Register(new CustomerDetails { Name = "North" }, A.Cause(author), A.Now).UnitId);
    }

    [Theory]
    [InlineData("ООО «Север-Юг»", "оооСЕВЕР Юг")]
    [InlineData("North Ltd.", "NORTH LTD")]
    public void Spellings_of_one_name_share_a_key(string one, string other) => Assert.Equal(Customer.KeyOf(one), Customer.KeyOf(other));

    [Fact]
    public void A_rename_leaves_both_names_as_commitments_only()
    {
        var customer = A.Customer("North Ltd");
        customer.TakeRecords();

        customer.Rename("South Ltd", A.Cause(), A.Now);

        var (entries, texts) = customer.TakeRecords();
        Assert.Equal("customer.renamed", Assert.Single(entries).Kind);
        Assert.DoesNotContain("Ltd", entries[0].Payload, StringComparison.Ordinal);
        Assert.Equal(["North Ltd", "South Ltd"], texts.Select(t => t.Value));
    }

    [Fact]
    public void A_change_of_nothing_is_no_event()
    {
        var customer = A.Customer();
        customer.TakeRecords();

        customer.Change(customer.Details, A.Cause(), A.Now);

        Assert.Empty(customer.TakeRecords().Entries);
    }

    [Fact]
    public void There_is_one_main_point_of_a_kind()
    {
        var customer = A.Customer();
        customer.AddContactPoint(new(ContactPointKind.Phone, "+7 495 1234567"), A.Cause(), A.Now);
        customer.AddContactPoint(new(ContactPointKind.Phone, "+7 495 7654321", Main: true), A.Cause(), A.Now);
        customer.AddContactPoint(new(ContactPointKind.Phone, "+7 (495) 123-45-67"), A.Cause(), A.Now);

        Assert.Equal(2, customer.ContactPoints.Count);
        Assert.Equal("+7 495 7654321", Assert.Single(customer.ContactPoints, p => p.Main).Value);
    }

    [Theory]
    [InlineData(ContactPointKind.Email, "not an address")]
    [InlineData(ContactPointKind.Phone, "call me")]
    public void A_point_that_reaches_nobody_is_refused(ContactPointKind kind, string value) =>
        Assert.Equal("GEN-003", Assert.Throws<DomainException>(() => A.Customer().AddContactPoint(new(kind, value), A.Cause(), A.Now)).Code);

    [Fact]
    public void The_last_word_on_consent_counts()
    {
        var customer = A.Customer();
        Assert.False(customer.MayBeContacted("news", Channel.Email));

        customer.StateConsent("news", Channel.Email, true, "form 7", A.Cause(), A.Now);
        Assert.True(customer.MayBeContacted("news", Channel.Email));

        customer.StateConsent("news", Channel.Email, false, null, A.Cause(), A.Now.AddDays(1));
        Assert.False(customer.MayBeContacted("news", Channel.Email));
    }

    [Fact]
    public void A_block_needs_a_reason()
    {
        var customer = A.Customer();
        Assert.Equal("GEN-012", Assert.Throws<DomainException>(() => customer.Block(" ", A.Cause(), A.Now)).Code);

        customer.Block("Fraud", A.Cause(), A.Now);

        Assert.True(customer.Blocked);
    }

    [Fact]
    public void Customers_with_different_tax_ids_are_not_merged()
    {
        var master = A.Customer(taxId: "7701");

        Assert.Equal("CUS-001", Assert.Throws<DomainException>(() => A.Customer(taxId: "7702").MergeInto(master, A.Cause(), A.Now)).Code);
        Assert.Equal("CUS-003", Assert.Throws<DomainException>(() => master.MergeInto(master, A.Cause(), A.Now)).Code);

        var twin = A.Customer();
        twin.MergeInto(master, A.Cause(), A.Now);
        Assert.Equal(master.Id, twin.MergedIntoId);
    }

    [Fact]
    public void Documents_without_a_customer_have_a_system_customer() => Assert.True(Customer.Unidentified(A.Cause(), A.Now).IsSystem);
}
