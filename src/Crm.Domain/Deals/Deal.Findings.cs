using System.Text.Json.Nodes;
using Crm.Domain.Audit;

namespace Crm.Domain.Deals;

public sealed partial class Deal
{
    private readonly List<GateRecord> newEvaluations = [];
    private readonly List<Finding> newFindings = [];

    /// <summary>What gates said since the deal was loaded, in acts that go through.</summary>
    public IReadOnlyList<GateRecord> NewEvaluations => newEvaluations;

    /// <summary>Deviations from the procedure since the deal was loaded.</summary>
    public IReadOnlyList<Finding> NewFindings => newFindings;

    /// <summary>Keeps what gates said. A gate that is asked twice in one act and says the same is kept once.</summary>
    public void Keep(IEnumerable<GateEvaluation> evaluations, Cause cause, DateTimeOffset now)
    {
        foreach (var said in evaluations)
        {
            if (newEvaluations.Exists(record => record.Says(said))) continue;
            newEvaluations.Add(GateRecord.Of(this, said, cause, now));
            if (said.Result == GateResult.Overridden) UseOverride(said.Gate.Code, cause, now);
        }
    }

    /// <summary>Evidence of a gate that was passed is gone.</summary>
    /// <param name="records">The gates that rested on it.</param>
    public void LoseEvidence(Guid evidence, IReadOnlyList<GateRecord> records, DealEvent fact, Cause cause, DateTimeOffset now)
    {
        foreach (var record in records) record.Withdraw(fact);
        Deviates(new Deviation(DeviationKind.MissingDocument, "DOC-003", 0, $"withdrawn:{evidence:N}:{fact.Seq}")
        {
            StageCode = records[0].StageCode,
            Evidence = new JsonObject
            {
                ["evidence"] = evidence.ToString(),
                ["fact"] = fact.Kind,
                ["gates"] = new JsonArray([.. records.Select(r => r.GateCode).Distinct().Select(code => (JsonNode)JsonValue.Create(code))]),
            },
        }, cause, now);
    }

    /// <summary>A person who once decided for this deal is now its owner: the four eyes were two.</summary>
    /// <param name="decided">Approvals as they stand.</param>
    public void CheckFourEyes(IEnumerable<ApprovalFact> decided, Cause cause, DateTimeOffset now)
    {
        foreach (var approval in decided.Where(a => a.Granted && a.DecidedBy == OwnerId))
            Deviates(new Deviation(DeviationKind.Unauthorized, "APR-001", 25, $"four-eyes:{approval.Id:N}:{OwnerId:N}")
            { Evidence = new JsonObject { ["approval"] = approval.Id.ToString() } }, cause, now);
        foreach (var pass in Overrides.Where(o => o.ApprovedBy == OwnerId))
            Deviates(new Deviation(DeviationKind.Unauthorized, "OVR-001", 25, $"four-eyes:{pass.Code}:{VisitNo}:{OwnerId:N}"), cause, now);
    }

    private void UseOverride(string code, Cause cause, DateTimeOffset now)
    {
        var pass = Overrides.LastOrDefault(o => o.Code == code);
        Deviates(new Deviation(DeviationKind.OverrideUsed, code, pass?.ApprovedBy is null ? 15 : 10, $"override:{code}:{StageCode}:{VisitNo}:{cause.RequestId:N}")
        {
            Evidence = new JsonObject { ["grantedBy"] = pass?.GrantedBy.ToString(), ["approvedBy"] = pass?.ApprovedBy?.ToString() },
        }, cause, now);
    }

    private void Skipped(Stage stage, Cause cause, DateTimeOffset now)
    {
        if (!stage.Mandatory) return;
        Deviates(new Deviation(DeviationKind.MissingStage, "STG-003", 20, $"skipped:{stage.Code}:{cause.RequestId:N}") { StageCode = stage.Code }, cause, now);
    }

    private void WentBack(TransitionKind kind, string? reason, Cause cause, DateTimeOffset now)
    {
        if (kind is TransitionKind.Back or TransitionKind.Rework && string.IsNullOrWhiteSpace(reason))
            Deviates(new Deviation(DeviationKind.OutOfOrder, "STG-003", 10, $"back:{StageCode}:{cause.RequestId:N}"), cause, now);
    }

    /// <summary>Facts that are deviations by themselves.</summary>
    private void Judge(DealEvent fact, Cause cause, DateTimeOffset now)
    {
        switch (fact.Kind)
        {
            case "task.overdue":
                Deviates(new Deviation(DeviationKind.Overdue, "SLA", 5, $"overdue:{fact.Seq}"), cause, now);
                break;
            case "deal.switched_to_manual":
                Deviates(new Deviation(DeviationKind.Unauthorized, "S-14a", 15, $"manual:{fact.Seq}"), cause, now);
                break;
        }
    }

    private void Deviates(Deviation what, Cause cause, DateTimeOffset now)
    {
        if (cause.IsImport || newFindings.Exists(f => f.Key == what.Key)) return;
        newFindings.Add(Finding.In(this, what, cause, now));
    }
}
