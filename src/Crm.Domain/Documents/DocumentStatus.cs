namespace Crm.Domain.Documents;

/// <summary>The states of all document kinds; which of them a kind knows stands in <see cref="DocumentStates"/>.</summary>
public enum DocumentStatus
{
    Draft, InApproval, Active, Accepted, Declined, Canceled, Confirmed, Reserved, ToShip, Closed, Posted, Attached, Withdrawn,
}
