using Crm.Domain.Deals;
using Crm.Domain.Documents;

namespace Crm.Fault.Tests.History;

/// <summary>H-16: who decides is neither who asked, wrote or owns, nor stands in for one of them, nor has said yes to the same before.</summary>
internal static class ApprovalRules
{
    public static IEnumerable<Violation> Of(Tables tables) =>
        [.. tables.Approvals.SelectMany(approval => Decided(tables, approval)), .. Again(tables), .. tables.Facts.SelectMany(deal => SecondPersons(tables, [.. deal]))];

    private static IEnumerable<Violation> Decided(Tables tables, Approval approval)
    {
        if (approval.DecidedBy is not { } decider) yield break;
        var row = $"approval {approval.Id}";
        var facts = approval.DealId is { } deal ? tables.Facts[deal].ToList() : [];
        var decision = facts.LastOrDefault(f => f.Kind == "approval.decided" && f.Says("documentId") == approval.SubjectDocumentId?.ToString()
            && f.Says("contentHash") == approval.ContentHash && f.Says("approvalKind") == approval.Kind);
        if (approval.DealId is not null && decision?.ActorId != decider) yield return new("H-16", row, $"{decider} is said to have decided what {decision?.ActorId.ToString() ?? "nobody"} did");
        var owners = facts.Where(f => decision is null || f.Seq < decision.Seq).Select(Owner).OfType<string>().ToHashSet();
        foreach (var person in new[] { decider, approval.DecidedOnBehalfOf, decision?.ActorId, decision?.OnBehalfOf }.OfType<Guid>().Distinct())
        {
            if (person == approval.RequestedBy) yield return new("H-16", row, $"{person} decided what the same person asked for");
            if (person == approval.AuthorId) yield return new("H-16", row, $"{person} decided on a document of the same person");
            if (owners.Contains(person.ToString())) yield return new("H-16", row, $"{person} decided and has owned the deal");
        }
    }

    private static string? Owner(DealEvent fact) => fact.Kind switch
    {
        "deal.opened" => fact.Says("owner"),
        "deal.assigned" => fact.Says("to"),
        _ => null,
    };

    private static IEnumerable<Violation> Again(Tables tables) =>
        from approval in tables.Approvals
        where approval.State == ApprovalState.Approved
        group approval by (approval.SubjectDocumentId, approval.ContentHash, approval.Kind, approval.DecidedBy) into yes
        where yes.Count() > 1
        select new Violation("H-16", $"approval {yes.Last().Id}", $"{yes.Key.DecidedBy} has approved the same {yes.Count()} times");

    private static IEnumerable<Violation> SecondPersons(Tables tables, List<DealEvent> facts)
    {
        foreach (var passed in facts.Where(f => f.Kind == "gate.overridden"))
        {
            if (tables.Flow(passed.ProcedureVersionId)?.Gate(passed.Says("gate")!) is not { SecondPerson: true }) continue;
            var (row, second) = ($"deal {passed.DealId} fact {passed.Seq}", passed.Says("approvedBy"));
            if (second is null)
            {
                yield return new("H-16", row, "it needs a second person and names none");
                continue;
            }
            if (passed.Says("requestedBy") is var asked && (second == asked || passed.OnBehalfOf?.ToString() == asked)) yield return new("H-16", row, $"{second} is both of its two persons");
            if (second != passed.ActorId.ToString()) yield return new("H-16", row, $"{second} has not allowed it herself");
            if (second == facts.Where(f => f.Seq < passed.Seq).Select(Owner).LastOrDefault(o => o is not null)) yield return new("H-16", row, $"{second} owns the deal");
        }
    }
}
