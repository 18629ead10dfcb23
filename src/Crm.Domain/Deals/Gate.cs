using System.Text.Json.Nodes;
using Crm.Domain.Users;

namespace Crm.Domain.Deals;

/// <summary>A check that must hold before a deal leaves a stage. Its message is hint, refusal and audit text alike.</summary>
public sealed record Gate
{
    public required string Code { get; init; }
    public required LocalText Title { get; init; }
    public required LocalText Message { get; init; }
    public GateSeverity Severity { get; init; } = GateSeverity.Block;
    public Role? OverrideRole { get; init; }
    public bool SecondPerson { get; init; }
    public required Check Check { get; init; }

    private const string Languages = "en/ru";

    public GateEvaluation Evaluate(Deal deal, DealFacts facts)
    {
        var overridden = deal.HasOverride(Code, facts.Now);
        var result = Check.Holds(deal, facts) ? GateResult.Passed : overridden ? GateResult.Overridden : GateResult.Failed;
        return new(this, result, Check.Inputs(deal, facts)) { Evidence = [.. Check.Proofs(deal, facts).Distinct()] };
    }

    /// <summary>What a publisher has to mend.</summary>
    public IEnumerable<Refusal> Faults()
    {
        foreach (var code in Check.Faults().Distinct()) yield return new Refusal(code, Title, Languages) { Ref = Code };
        foreach (var (text, language) in new[] { (Title.En, "en"), (Title.Ru, "ru"), (Message.En, "en"), (Message.Ru, "ru") })
            if (string.IsNullOrWhiteSpace(text)) yield return new Refusal("GATE-003", Code, language) { Ref = Code };
    }

    public Refusal Refuse() => new("WFI-002", Title.En)
    {
        Ref = Code,
        Text = Message,
        IsWarning = Severity == GateSeverity.Warn,
    };
}
