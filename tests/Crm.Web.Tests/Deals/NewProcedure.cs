using System.Text.Json.Nodes;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Deals;

/// <summary>Another text of the standard sale, published as its second version.</summary>
internal static class NewProcedure
{
    /// <summary>The shipped flow without a node and what only it leads to: what led to it leads to where its first exit led.</summary>
    public static async Task<string> Without(string id)
    {
        var flow = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedProcedures.Folder, "standard-sale.json")))!;
        var nodes = flow["root"]!["activities"]!.AsArray();
        var connections = flow["root"]!["connections"]!.AsArray();
        nodes.Remove(nodes.Single(n => (string?)n!["id"] == id));
        var exits = connections.Where(c => (string?)c!["source"]!["activity"] == id).ToList();
        foreach (var entry in connections.Where(c => (string?)c!["target"]!["activity"] == id)) entry!["target"] = exits[0]!["target"]!.DeepClone();
        foreach (var exit in exits) connections.Remove(exit);
        while (nodes.FirstOrDefault(n => (string?)n!["type"] != "Elsa.Start" && !connections.Any(c => IsEnd(c, "target", n))) is { } lost)
        {
            nodes.Remove(lost);
            foreach (var way in connections.Where(c => IsEnd(c, "source", lost)).ToList()) connections.Remove(way);
        }
        return flow.ToJsonString();
    }

    private static bool IsEnd(JsonNode? connection, string end, JsonNode node) => (string?)connection![end]!["activity"] == (string?)node["id"];

    /// <summary>A definition that drives no deal type: others start it.</summary>
    public static Task PublishAloneAsync(SalesOffice office, string text) => office.App.InScopeAsync(async services =>
    {
        var database = services.GetRequiredService<CrmDbContext>();
        var definition = DefinitionJson.Parse(text);
        database.Add(DefinitionVersion.Publish(definition, definition.Id, services.GetRequiredService<TimeProvider>().GetUtcNow()));
        await database.SaveChangesAsync();
    });

    /// <summary>As the process owner does it.</summary>
    public static async Task PublishAsync(SalesOffice office, string text)
    {
        var definition = DefinitionJson.Parse(text).With(json => json["isReadonly"] = false);
        await office.ActAsync(office.Pavel, Subject.None, "definition.save", async scope => new { (await scope.SaveDefinition(definition)).Id });
        await office.ActAsync(office.Pavel, Subject.None, "definition.publish",
            async scope => new { (await scope.PublishDefinition("standard-sale", 2, "As the test needs it")).Id });
    }
}
