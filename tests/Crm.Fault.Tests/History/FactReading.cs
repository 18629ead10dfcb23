using System.Text.Json.Nodes;
using Crm.Domain.Deals;

namespace Crm.Fault.Tests.History;

/// <summary>What the facts of a deal say about its stages.</summary>
internal static class FactReading
{
    public static JsonNode Says(this DealEvent fact) => JsonNode.Parse(fact.Payload)!;

    public static string? Says(this DealEvent fact, string member) => (string?)fact.Says()[member];

    public static bool Moves(this DealEvent fact) => fact.Kind == "deal.stage_changed";

    public static bool Closes(this DealEvent fact) => fact.Kind is "deal.won" or "deal.lost";

    /// <summary>A stay begins with it.</summary>
    public static bool Enters(this DealEvent fact) => fact.Kind is "deal.stage_entered" or "deal.stage_changed" or "deal.reopened";

    /// <summary>A stay ends with it.</summary>
    public static bool Leaves(this DealEvent fact) => fact.Moves() || fact.Closes();

    /// <summary>Where the deal stands after the fact, if the fact says so.</summary>
    public static string? StageAfter(this DealEvent fact) => fact.Kind switch
    {
        "deal.stage_entered" or "deal.stage_changed" or "deal.won" or "deal.lost" or "deal.undone" => fact.Says("to"),
        "deal.reopened" => fact.Says("stage"),
        _ => null,
    };

    public static DealOutcome? OutcomeAfter(this DealEvent fact) => fact.Kind switch
    {
        "deal.opened" or "deal.reopened" or "deal.undone" => DealOutcome.Open,
        "deal.won" => DealOutcome.Won,
        "deal.lost" => DealOutcome.Lost,
        _ => null,
    };
}
