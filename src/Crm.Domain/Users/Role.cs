namespace Crm.Domain.Users;

public enum Role { SalesManager, SalesHead, ProcessOwner, Auditor, Marketer, Analyst, Administrator, OrderDesk, Operator, Service }
