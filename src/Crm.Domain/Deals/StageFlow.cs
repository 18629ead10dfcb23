using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Crm.Domain.Audit;

namespace Crm.Domain.Deals;

/// <summary>
/// The stages of one version of a deal type, the permitted moves, the gates. Immutable; its text is part of the rules a deal runs under.
/// </summary>
public sealed record StageFlow
{
    /// <summary>How the text is read; the schema of the files is made from it.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true,
    };

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }
    public required string DealType { get; init; }
    public required LocalText Name { get; init; }
    public LocalText? Instructions { get; init; }
    public ControlMode ControlMode { get; init; }

    /// <summary>The workflow definition's id; null for deals without stages.</summary>
    public string? Definition { get; init; }
    public bool TrackDemand { get; init; } = true;
    public bool SeparateStock { get; init; }
    public bool ReasonOnSkip { get; init; } = true;
    public bool ReasonOnBack { get; init; } = true;
    public int BackdateWindowHours { get; init; } = 24;

    /// <summary>Stages from which a loss is refused while goods or money are outstanding.</summary>
    public IReadOnlyList<string> SettleBeforeLoss { get; init; } = [];
    public IReadOnlyList<Stage> Stages { get; init; } = [];
    public IReadOnlyList<StageTransition> Transitions { get; init; } = [];

    [JsonIgnore]
    public IReadOnlyList<Stage> Working => [.. Stages.Where(s => s.Kind == StageKind.Working)];

    [JsonIgnore]
    public Stage First => Stages.First(s => s.Kind == StageKind.Working);

    public static StageFlow Parse(string json)
    {
        var flow = JsonSerializer.Deserialize<StageFlow>(json, Json) ?? throw new DomainException("GEN-001");
        for (var i = 0; i < flow.Stages.Count; i++) flow.Stages[i].Position = i + 1;
        flow.Check();
        return flow;
    }

    /// <summary>The text in one spelling, the second half of the rules hash.</summary>
    public static string Canonical(string json) => CanonicalJson.Write(JsonNode.Parse(json));

    /// <summary>SHA-256 over the definition's content hash and the hash of the canonical stage flow.</summary>
    public static string RulesHash(string contentHash, string canonicalFlow) =>
        HashChain.Of(contentHash + "\n" + HashChain.Of(canonicalFlow));

    public Stage Stage(string code) => Find(code) ?? throw new DomainException("STG-001", code);

    public Stage? Find(string code) => Stages.FirstOrDefault(s => s.Code == code);

    public Gate? Gate(string code) => Stages.SelectMany(s => s.Gates).FirstOrDefault(g => g.Code == code);

    /// <summary>Codes of the points that the gates' lists ask for.</summary>
    [JsonIgnore]
    public IEnumerable<string> ChecklistItems => Stages.SelectMany(s => s.Gates).SelectMany(g => Points(g.Check)).Select(i => i.Code).Distinct();

    /// <summary>
    /// All that is wrong with the gates, together: a field that there is not (GATE-001), a value of another type (GATE-002), a text missing in
    /// one language (GATE-003). Asked when a version is published; one that is in force is never refused for it.
    /// </summary>
    public void RequireSoundGates()
    {
        var faults = Stages.SelectMany(s => s.Gates).SelectMany(g => g.Faults()).ToList();
        if (faults.Count > 0) throw new DomainException(faults);
    }

    public Stage Terminal(DealOutcome outcome) =>
        Stages.First(s => s.Kind == (outcome == DealOutcome.Won ? StageKind.Won : StageKind.Lost));

    public StageTransition? Transition(string from, string to) => Transitions.FirstOrDefault(t => t.From == from && t.To == to);

    /// <summary>The points of all lists within a check.</summary>
    public static IEnumerable<ChecklistItem> Points(Check check) => check switch
    {
        Check.ChecklistDone list => list.Items,
        Check.All all => all.Checks.SelectMany(Points),
        Check.Any any => any.Checks.SelectMany(Points),
        Check.Not not => Points(not.Check),
        _ => [],
    };

    private void Check()
    {
        if (ControlMode == ControlMode.None) return;
        if (!Stages.Any(s => s.Kind == StageKind.Working)) throw new DomainException("DTP-002");
        if (Stages.GroupBy(s => s.Code).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new DomainException("DTP-003", twice.Key);
        if (Stages.Count(s => s.Kind == StageKind.Won) != 1 || !Stages.Any(s => s.Kind == StageKind.Lost))
            throw new DomainException("DTP-006");
    }
}
