using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Domain.Audit;

namespace Crm.Workflows.Definitions;

/// <summary>The two forms of a definition (D-02): the whole text for diffs, and the part that decides what happens for hashes.</summary>
internal static class DefinitionHash
{
    private static readonly string[] Hashed = ["name", "description", "variables", "inputs", "outputs", "outcomes", "options", "root"];

    public static string Content(JsonObject document)
    {
        var part = new JsonObject();
        foreach (var name in Hashed)
            part[name] = Reduced(document[name]) ?? (name is "options" ? new JsonObject() : name is "name" or "description" or "root" ? null : new JsonArray());
        var bag = document["customProperties"] is JsonObject own ? (JsonObject)own.DeepClone() : [];
        bag.Remove("crm:contentHash");
        bag.Remove("crm:approvedBy");
        part["customProperties"] = bag;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(part))));
    }

    // Moving a box or switching the editor's language is no change of the rules.
    private static JsonNode? Reduced(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                return new JsonArray(items.Select(Reduced).ToArray());
            case JsonObject json:
                var result = new JsonObject();
                var isConnection = json.ContainsKey("source") && json.ContainsKey("target");
                foreach (var (name, value) in json)
                {
                    if (isConnection && name == "vertices") continue;
                    if (name != "metadata" || value is not JsonObject metadata) result[name] = Reduced(value);
                    else if (Metadata(metadata) is { Count: > 0 } kept) result[name] = kept;
                }
                return result;
            default:
                return node?.DeepClone();
        }
    }

    private static JsonObject Metadata(JsonObject metadata)
    {
        var result = (JsonObject)metadata.DeepClone();
        result.Remove("designer");
        result.Remove("displayText");
        return result;
    }
}
