using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>A start trigger of a published version in the index (TR-01): what it starts at, and when, if time starts it.</summary>
public sealed class StartTrigger
{
    public Guid Id { get; private set; }
    public string DefinitionId { get; private set; } = "";
    public string DefinitionVersionId { get; private set; } = "";
    public string ActivityNodeId { get; private set; } = "";

    /// <summary>The stimulus it starts at, which is the type of its node.</summary>
    public string Name { get; private set; } = "";
    public string Hash { get; private set; } = "";
    public string Payload { get; private set; } = "{}";
    public DateTimeOffset? DueAt { get; private set; }
    public long Revision { get; private set; }

    private StartTrigger() { }

    public static StartTrigger Of(Trigger trigger, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        DefinitionId = trigger.DefinitionId,
        DefinitionVersionId = trigger.DefinitionVersionId,
        ActivityNodeId = trigger.ActivityNodeId,
        Name = trigger.Name,
        Hash = trigger.Hash,
        Payload = trigger.Payload.ToJsonString(),
    };

    /// <summary>TR-04: a trigger that is the same in the next version keeps its phase.</summary>
    public bool Is(Trigger trigger) => (trigger.ActivityNodeId, trigger.Name, trigger.Hash) == (ActivityNodeId, Name, Hash);

    public void MoveTo(string definitionVersionId) => DefinitionVersionId = definitionVersionId;

    /// <summary>It started a run, or was refused one: it is due again then, or never.</summary>
    public void DueNext(DateTimeOffset? at) => DueAt = at;

    /// <summary>When time starts it next; null when that is no matter of time, or it will not be due again.</summary>
    internal DateTimeOffset? Next(ActivityRegistry registry, DateTimeOffset now) =>
        registry.Find(Name)?.NextStart((JsonObject)JsonNode.Parse(Payload)!, DueAt, now);
}
