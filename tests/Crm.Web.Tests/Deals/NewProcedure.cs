using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Web.Data.Stores;
using Crm.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Deals;

/// <summary>Another text of the standard sale, published as its second version.</summary>
internal static class NewProcedure
{
    /// <summary>The shipped flow without a node: what led to it leads to where its first exit led.</summary>
    public static async Task<string> Without(string id)
    {
        var flow = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedProcedures.Folder, "standard-sale.json")))!;
        var nodes = flow["root"]!["activities"]!.AsArray();
        var connections = flow["root"]!["connections"]!.AsArray();
        nodes.Remove(nodes.Single(n => (string?)n!["id"] == id));
        var exits = connections.Where(c => (string?)c!["source"]!["activity"] == id).ToList();
        foreach (var entry in connections.Where(c => (string?)c!["target"]!["activity"] == id)) entry!["target"] = exits[0]!["target"]!.DeepClone();
        foreach (var exit in exits) connections.Remove(exit);
        return flow.ToJsonString();
    }

    /// <summary>A definition that drives no deal type: others start it.</summary>
    public static Task PublishAloneAsync(SalesOffice office, string text) => office.App.InScopeAsync(async services =>
    {
        var database = services.GetRequiredService<CrmDbContext>();
        var definition = DefinitionJson.Parse(text);
        database.Add(DefinitionVersion.Publish(definition, definition.Id, services.GetRequiredService<TimeProvider>().GetUtcNow()));
        await database.SaveChangesAsync();
    });

    public static Task PublishAsync(SalesOffice office, string text) => office.App.InScopeAsync(async services =>
    {
        var database = services.GetRequiredService<CrmDbContext>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var second = JsonNode.Parse(text)!;
        (second["id"], second["version"]) = ("5a1e000000000002", 2);
        var graph = services.GetRequiredService<DefinitionCatalog>().Graph(second.ToJsonString());
        var type = await database.Set<DealType>().SingleAsync(t => t.Code == "standard-sale");
        var flow = await File.ReadAllTextAsync(Path.Combine(ShippedProcedures.Folder, "standard-sale.stages.json"));
        var definition = DefinitionVersion.Publish(graph.Definition, graph.Definition.Id, now);
        database.Add(definition);
        database.Add(type.Publish(2, definition.Id, definition.Version, definition.ContentHash, StageFlow.Canonical(flow), office.Pavel.Id, now));
        await database.SaveChangesAsync();
        services.GetRequiredService<SurroundingsCache>().Forget();
    });
}
