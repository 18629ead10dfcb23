namespace Crm.Domain.Deals;

public enum VisitResult { Open, Passed, Skipped, Returned, Won, Lost, Undone }
