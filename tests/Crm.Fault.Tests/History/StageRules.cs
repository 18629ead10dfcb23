using Crm.Domain.Deals;

namespace Crm.Fault.Tests.History;

/// <summary>H-04, H-06 and H-18: stays, permitted moves, and what is kept beside them.</summary>
internal static class StageRules
{
    public static IEnumerable<Violation> Of(Tables tables) => tables.Deals.SelectMany(deal => Of(tables, deal));

    private static IEnumerable<Violation> Of(Tables tables, Deal deal)
    {
        var facts = tables.Facts[deal.Id].ToList();
        return [.. Causes(tables, deal, facts), .. Stays(tables, deal, facts), .. Permitted(tables, deal, facts), .. Kept(tables, deal, facts)];
    }

    private static IEnumerable<Violation> Causes(Tables tables, Deal deal, List<DealEvent> facts) =>
        from fact in facts
        where !tables.Commands.ContainsKey(fact.RequestId)
        select new Violation("H-04", $"deal {deal.Id} fact {fact.Seq}", $"no command {fact.RequestId} is the cause of {fact.Kind}");

    private static IEnumerable<Violation> Stays(Tables tables, Deal deal, List<DealEvent> facts)
    {
        var visits = tables.Visits[deal.Id].Where(v => v.Result != VisitResult.Skipped).ToList();
        foreach (var fact in facts.Where(f => f.Enters() && f.StageAfter() is { Length: > 0 }))
            if (visits.Count(v => v.StageCode == fact.StageAfter() && v.RecordedAt == fact.RecordedAt) is var begun && begun != 1)
                yield return new("H-04", $"deal {deal.Id} fact {fact.Seq}", $"{begun} stays begin with it");
        foreach (var fact in facts.Where(f => f.Leaves() && f.Says("from") is not null))
            if (visits.Count(v => v.StageCode == fact.Says("from") && v.LeftRecordedAt == fact.RecordedAt) is var ended && ended != 1)
                yield return new("H-04", $"deal {deal.Id} fact {fact.Seq}", $"{ended} stays end with it");
        var undone = visits.Count(v => v.EnteredKind == TransitionKind.Undone);
        if (visits.Count - undone != facts.Count(f => f.Enters() && f.StageAfter() is { Length: > 0 }))
            yield return new("H-04", $"deal {deal.Id}", $"{visits.Count} stays are more or fewer than its facts tell of");
        var open = visits.Count(v => v.IsOpen);
        if (open != (deal.IsOpen && deal.StageCode is not null ? 1 : 0)) yield return new("H-04", $"deal {deal.Id}", $"{open} stays are open");
    }

    private static IEnumerable<Violation> Permitted(Tables tables, Deal deal, List<DealEvent> facts)
    {
        foreach (var move in facts.Where(f => f.Moves() || f.Closes()))
        {
            var row = $"deal {deal.Id} fact {move.Seq}";
            if (tables.Flow(move.ProcedureVersionId) is not { } flow)
            {
                yield return new("H-06", row, "its procedure is not known");
                continue;
            }
            if (tables.Procedures[move.ProcedureVersionId!.Value].RulesHash != move.RulesHash) yield return new("H-06", row, "its rules are not those of its procedure");
            foreach (var finding in Gates(flow, facts, move)) yield return new("H-06", row, finding);
            if (move.Moves() && flow.ControlMode == ControlMode.Strict && flow.Transition(move.Says("from")!, move.Says("to")!) is null)
                yield return new("H-06", row, $"nothing leads from {move.Says("from")} to {move.Says("to")}");
        }
    }

    private static IEnumerable<string> Gates(StageFlow flow, List<DealEvent> facts, DealEvent move)
    {
        var said = (move.Says()["gates"]?.AsArray() ?? []).ToDictionary(g => (string)g!["gate"]!, g => Enum.Parse<GateResult>((string)g!["result"]!));
        if (move.Says("kind") == nameof(TransitionKind.Forward))
            foreach (var gate in flow.Stage(move.Says("from")!).Gates)
                if (!said.ContainsKey(gate.Code)) yield return $"gate {gate.Code} was not asked";
        foreach (var (code, result) in said)
        {
            if (result == GateResult.Failed && flow.Gate(code)?.Severity == GateSeverity.Block) yield return $"gate {code} did not hold";
            if (result == GateResult.Overridden && !facts.Exists(f => f.Kind == "gate.overridden" && f.Seq < move.Seq && f.Says("gate") == code))
                yield return $"gate {code} was passed without an override";
        }
    }

    private static IEnumerable<Violation> Kept(Tables tables, Deal deal, List<DealEvent> facts)
    {
        var stage = facts.LastOrDefault(f => f.StageAfter() is not null)?.StageAfter();
        if (stage is { Length: > 0 } && stage != deal.StageCode) yield return new("H-18", $"deal {deal.Id}", $"its facts end in {stage}, and it stands in {deal.StageCode}");
        var outcome = facts.LastOrDefault(f => f.OutcomeAfter() is not null)?.OutcomeAfter();
        if (outcome is not null && outcome != deal.Outcome) yield return new("H-18", $"deal {deal.Id}", $"its facts end {outcome}, and it is {deal.Outcome}");
        if (facts.Exists(f => f.Kind == "deal.undone")) yield break;
        foreach (var stays in tables.Visits[deal.Id].GroupBy(v => v.StageCode))
            if (deal.Tally.GetValueOrDefault(stays.Key) != stays.Count())
                yield return new("H-18", $"deal {deal.Id}", $"it counts {deal.Tally.GetValueOrDefault(stays.Key)} stays in {stays.Key}, and there are {stays.Count()}");
    }
}
