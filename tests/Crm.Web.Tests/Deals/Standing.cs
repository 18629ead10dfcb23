using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Web.Tests.Deals;

/// <summary>Where a sale and its run stand, without what only grows: facts, stays, journal.</summary>
internal sealed record Standing(string Deal, string Tasks, string Approvals, string Waits, string Document)
{
    public static async Task<Standing> ReadAsync(Sale sale)
    {
        var deal = await sale.Deal();
        var runs = await sale.Own<WorkflowInstance>(i => i.DealId);
        var waits = new List<Bookmark>();
        foreach (var run in runs) waits.AddRange(await sale.Desk.Where<Bookmark>(b => b.WorkflowInstanceId == run.Id));
        return new(
            $"{deal.ControlMode} {deal.StageCode} {deal.StageEnteredAt:O} {deal.VisitNo} {deal.Outcome} {deal.ClosedAt} {deal.LossReasonId} {deal.WonAmount} "
                + $"{deal.WorkflowInstanceId} {string.Join(',', deal.Tally.OrderBy(t => t.Key))} {deal.Overrides.Count}",
            Lines((await sale.OpenTasks()).Select(t => $"{t.Id} {t.NodeId} {t.State} {t.ClaimedBy} {t.ClaimedAt:O} {t.DoneBy} {t.ResultChoice} {t.DueAt:O}")),
            Lines((await sale.Own<Approval>(a => a.DealId)).Where(a => a.State is not ApprovalState.Withdrawn).Select(a => $"{a.Id} {a.State} {a.DecidedBy} {a.Note}")),
            Lines(waits.Select(b => $"{b.WorkflowInstanceId} {b.Id} {b.Name} {b.Hash} {b.ActivityInstanceId}")),
            Lines(runs.Select(Timeless)));
    }

    /// <summary>The document without the numbers and times that go on.</summary>
    private static string Timeless(WorkflowInstance run)
    {
        var document = JsonNode.Parse(run.Document)!.AsObject();
        foreach (var going in (string[])["executionLogSequence", "updatedAt"]) document.Remove(going);
        return document.ToJsonString();
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}
