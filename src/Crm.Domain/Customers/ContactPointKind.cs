namespace Crm.Domain.Customers;

public enum ContactPointKind { Phone, Email, Messenger, Address, Site }
