using System.Text.Json.Nodes;

namespace Crm.Workflows.Runtime;

/// <summary>A stimulus that came before anything waited for it; kept for a while, then a dead letter (BM-07).</summary>
public sealed class PendingStimulus
{
    public static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(15);

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Hash { get; private set; } = "";
    public string? CorrelationId { get; private set; }
    public string Input { get; private set; } = "{}";
    public DateTimeOffset ReceivedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Nobody ever waited for it: a person decides.</summary>
    public bool Dead { get; private set; }

    private PendingStimulus() { }

    public static PendingStimulus Of(Stimulus stimulus, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = stimulus.Name,
        Hash = stimulus.Hash ?? "",
        CorrelationId = stimulus.CorrelationId,
        Input = stimulus.Input?.ToJsonString() ?? "{}",
        ReceivedAt = now,
        ExpiresAt = now + TimeToLive,
    };

    public Stimulus ToStimulus() => new(Name) { Hash = Hash, CorrelationId = CorrelationId, Input = JsonNode.Parse(Input) as JsonObject };

    public void Expire() => Dead = true;

    /// <summary>A person gives it another while to be waited for.</summary>
    public void Revive(DateTimeOffset now)
    {
        Dead = false;
        ExpiresAt = now + TimeToLive;
    }
}
