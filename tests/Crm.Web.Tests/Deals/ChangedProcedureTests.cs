using System.Text.Json.Nodes;
using Crm.Testing;
using Crm.Web.Data.Seed;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>The procedure is the file, not the code.</summary>
public sealed class ChangedProcedureTests
{
    [Fact]
    public async Task The_same_flow_with_one_step_removed_from_the_JSON_behaves_differently()
    {
        await using var shipped = await MemoryDesk.OpenAsync(new TestClock());
        await using var shortened = await MemoryDesk.OpenAsync(new TestClock(), await Without("t4"));
        var (whole, shorter) = (await Sale.OpenAsync(shipped), await Sale.OpenAsync(shortened));
        await whole.Reaches("proposal");
        await shorter.Reaches("proposal");

        await whole.Passes("proposal");
        await shorter.Passes("proposal");

        Assert.Equal("presentation", (await whole.Deal()).StageCode);
        Assert.Equal("terms", (await shorter.Deal()).StageCode);
        Assert.EndsWith("t4", Assert.Single(await whole.OpenTasks()).NodeId);
        Assert.EndsWith("t5", Assert.Single(await shorter.OpenTasks()).NodeId);
    }

    [Fact]
    public async Task Without_the_step_that_asks_the_head_a_high_discount_is_refused_instead_of_approved()
    {
        await using var desk = await MemoryDesk.OpenAsync(new TestClock(), await Without("c3"));
        var sale = await Sale.OpenAsync(desk, discount: 25);
        await sale.Reaches("proposal");
        await sale.Does(sale.Anna, sale.Papers.Offered);

        await sale.IsRefused(sale.Anna, "Done", "G3.2");
    }

    /// <summary>The shipped flow without a node: what led to it leads to where its first exit led.</summary>
    private static async Task<string> Without(string id)
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
}
