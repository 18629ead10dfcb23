using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>An argument that a definition takes or gives.</summary>
public sealed record InputDefinition(string Name, TypeAlias Type, JsonNode? Default)
{
    /// <summary>A type that is not in the table is kept as text and taken for any value (SR-04).</summary>
    public bool TypeIsKnown { get; private init; } = true;

    internal static InputDefinition[] All(JsonNode? node) =>
        node is JsonArray items
            ? items.OfType<JsonObject>().Where(i => i.Text("name") is not null)
                .Select(i => new InputDefinition(i.Text("name")!, TypeAlias.Parse(i.Text("type"), i.Flag("isArray")), i["defaultValue"])
                { TypeIsKnown = TypeAlias.TryParse(i.Text("type"), out _) }).ToArray()
            : [];
}
