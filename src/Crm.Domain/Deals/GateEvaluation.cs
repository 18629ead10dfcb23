using System.Text.Json.Nodes;

namespace Crm.Domain.Deals;

/// <summary>What a gate said at one moment, with the inputs it looked at and the evidence it rested on.</summary>
public sealed record GateEvaluation(Gate Gate, GateResult Result, JsonObject Inputs)
{
    public IReadOnlyList<EvidenceRef> Evidence { get; init; } = [];

    /// <summary>It warned, and the person went on all the same.</summary>
    public bool Confirmed { get; init; }

    public bool Failed => Result == GateResult.Failed;

    public JsonObject ToFact()
    {
        var fact = new JsonObject
        {
            ["gate"] = Gate.Code,
            ["severity"] = Gate.Severity.ToString(),
            ["result"] = Result.ToString(),
            ["inputs"] = Inputs.DeepClone(),
        };
        if (Confirmed) fact["confirmed"] = true;
        return fact;
    }
}
