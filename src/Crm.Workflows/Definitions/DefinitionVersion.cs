namespace Crm.Workflows.Definitions;

/// <summary>One stored version of a definition. A published text never changes.</summary>
public sealed class DefinitionVersion
{
    public string Id { get; private set; } = "";
    public string DefinitionId { get; private set; } = "";
    public int Version { get; private set; }
    public string Name { get; private set; } = "";
    public string Text { get; private set; } = "{}";
    public string ContentHash { get; private set; } = "";
    public bool IsLatest { get; private set; }
    public bool IsPublished { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    private DefinitionVersion() { }

    public static DefinitionVersion Publish(WorkflowDefinition definition, string id, DateTimeOffset now) => new()
    {
        Id = id,
        DefinitionId = definition.DefinitionId,
        Version = definition.Version,
        Name = definition.Name ?? definition.DefinitionId,
        Text = definition.ToJson().ToJsonString(),
        ContentHash = definition.ContentHash,
        IsLatest = true,
        IsPublished = true,
        CreatedAt = now,
    };
}
