namespace Crm.Domain.Customers;

public enum RelationshipStage { Potential, New, OneOff, Regular, AtRisk, Returned, Lost }
