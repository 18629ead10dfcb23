namespace Crm.Domain.Documents;

public enum ApprovalState { Pending, Approved, Rejected, Withdrawn }
