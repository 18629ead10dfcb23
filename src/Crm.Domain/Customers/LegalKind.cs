namespace Crm.Domain.Customers;

public enum LegalKind { Company, Person }
