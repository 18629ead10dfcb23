using System.Text.Json.Nodes;

namespace Crm.Domain.Deals;

/// <summary>What a gate said at one moment, with the inputs it looked at.</summary>
public sealed record GateEvaluation(Gate Gate, GateResult Result, JsonObject Inputs)
{
    public bool Failed => Result == GateResult.Failed;

    public JsonObject ToFact() => new()
    {
        ["gate"] = Gate.Code,
        ["severity"] = Gate.Severity.ToString(),
        ["result"] = Result.ToString(),
        ["inputs"] = Inputs.DeepClone(),
    };
}
