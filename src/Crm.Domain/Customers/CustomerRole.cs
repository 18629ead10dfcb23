namespace Crm.Domain.Customers;

public enum CustomerRole { Customer, Supplier, Competitor, Carrier, Other }
