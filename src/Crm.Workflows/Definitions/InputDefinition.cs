using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>An argument that a definition takes or gives.</summary>
public sealed record InputDefinition(string Name, TypeAlias Type, JsonNode? Default);
