using Crm.Domain.Campaigns;
using Crm.Domain.Customers;

namespace Crm.Domain.Tests;

internal static partial class A
{
    public static Customer Customer(string name = "North Ltd", string? taxId = null) =>
        Domain.Customers.Customer.Register(new CustomerDetails { Name = name, TaxId = taxId }, Cause(), Now);

    public static Contact Contact(string name = "Ivan Petrov", Customer? at = null) =>
        Domain.Customers.Contact.Add(at?.Id, new ContactDetails { Name = name }, Cause(), Now);

    public static AdChannel AdChannel(string name = "Fair", params SourceType[] types) =>
        Domain.Campaigns.AdChannel.Add(name, types, null, Cause(), Now);
}
