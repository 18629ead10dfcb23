using System.Text.Json.Nodes;

namespace Crm.Workflows.Tests;

internal static class Documents
{
    public static JsonObject With(this JsonObject document, string member, JsonNode? value)
    {
        document[member] = value;
        return document;
    }
}
