using Crm.Domain.Deals;

namespace Crm.Workflows.Runtime;

/// <summary>Until when, and while what is as it was, an act can be undone.</summary>
/// <param name="WhileInStage">Other facts may follow; only the stay must still be the same.</param>
/// <param name="LastSeq">The deal's last fact after the act.</param>
/// <param name="VisitId">The open stay after the act.</param>
public sealed record UndoTerms(DateTimeOffset Until, bool WhileInStage, long LastSeq, Guid? VisitId)
{
    /// <param name="deal">Loaded with its open stay.</param>
    public bool Hold(Deal deal, DateTimeOffset now) =>
        now < Until && (WhileInStage ? deal.IsOpen && deal.Visit?.Id == VisitId && deal.WorkflowInstanceId is null : deal.LastSeq == LastSeq);
}
