using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>A stimulus that starts an instance of a published version (TR-01).</summary>
public sealed record Trigger(string DefinitionId, string DefinitionVersionId, string ActivityNodeId, string Name, string Hash, JsonObject Payload);
