namespace Crm.Web.Features.Deals;

/// <summary>The customer chosen for a new deal; without an id it is registered together with the deal.</summary>
public sealed record NewDealCustomer(Guid? Id, string Name);
