using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Definitions;

public sealed class ShippedFlowTests
{
    private static readonly (string, string)[] Straight = [("t5", "Agreed"), ("t8", "Won")];

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(ShippedFlow.Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(f => !f.EndsWith(".stages", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_definition_is_sound_and_is_saved_unchanged(string id)
    {
        var definition = DefinitionJson.Parse(ShippedFlow.Text(id));
        Assert.Equal(id, definition.DefinitionId);
        Assert.Equal(CanonicalJson.Write(JsonNode.Parse(ShippedFlow.Text(id))), definition.CanonicalText);
        Assert.Equal(definition.CanonicalText, DefinitionJson.Normalized(definition).CanonicalText);
        var findings = new DefinitionValidator(ActivityCatalog.Registry().Descriptors, new ExpressionEvaluator()).Validate(definition);
        Assert.Empty(findings.Select(f => $"{f.Code} {f.NodeId} {f.Sentence.En}"));
    }

    /// <summary>Steps are drawn as boxes of this size; between two of them an arrow must have room.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void No_two_steps_of_a_shipped_flow_lie_on_each_other(string id)
    {
        const int width = 220, height = 60, room = 20;
        var places = DefinitionJson.Parse(ShippedFlow.Text(id)).Root!.Children
            .Select(node => (node.Id, At: node.Json["metadata"]!["designer"]!["position"]!)).Select(node => (node.Id, X: (int)node.At["x"]!, Y: (int)node.At["y"]!)).ToList();

        Assert.Empty(
            from one in places
            from other in places
            where string.CompareOrdinal(one.Id, other.Id) < 0 && Math.Abs(one.X - other.X) < width + room && Math.Abs(one.Y - other.Y) < height + room
            select $"{one.Id} and {other.Id}");
    }

    [Theory]
    [InlineData(null, "start t1 m2 t2 m3 t3 c3 m4 t4 m5 t5 m6 t6 m7 f7 t7a t7b j7 m8 t8 x8 end")]
    [InlineData("t1", "t1 m2 t2 m3 t3 c3 m4 t4 m5 t5 m6 t6 m7 f7 t7a t7b j7 m8 t8 x8 end")]
    [InlineData("t2", "t2 m3 t3 c3 m4 t4 m5 t5 m6 t6 m7 f7 t7a t7b j7 m8 t8 x8 end")]
    [InlineData("t3", "t3 c3 m4 t4 m5 t5 m6 t6 m7 f7 t7a t7b j7 m8 t8 x8 end")]
    [InlineData("t4", "t4 m5 t5 m6 t6 m7 f7 t7a t7b j7 m8 t8 x8 end")]
    [InlineData("t5", "t5 m6 t6 m7 f7 t7a t7b j7 m8 t8 x8 end")]
    [InlineData("t6", "t6 m7 f7 t7a t7b j7 m8 t8 x8 end")]
    [InlineData("f7", "f7 t7a t7b j7 m8 t8 x8 end")]
    [InlineData("t8", "t8 x8 end")]
    public void D_05_the_standard_sale_runs_to_its_end_from_every_stage(string? entry, string expected)
    {
        var run = ShippedFlow.Run("standard-sale", entry, Straight);
        Assert.Equal(expected, run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Theory]
    [InlineData("t3")]
    [InlineData("t4")]
    [InlineData("t5")]
    public void D_05_rework_works_after_a_start_at_a_stage(string entry)
    {
        var run = ShippedFlow.Run("standard-sale", entry, ("t5", "Rework Rework Agreed"), ("c3", "Blocked Blocked"), ("t3a", "Rejected Approved"), ("t8", "Won"));
        Assert.EndsWith("t5 m6 t6 m7 f7 t7a t7b j7 m8 t8 x8 end", run.Order);
        Assert.Equal(3, run.Order.Split(' ').Count(n => n == "t5"));
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void A_customer_who_refuses_the_terms_ends_the_standard_sale()
    {
        var run = ShippedFlow.Run("standard-sale", null, ("t5", "Rework Refused"));
        Assert.EndsWith("t5 x5 end", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Every_working_stage_of_the_standard_sale_has_one_entry()
    {
        var graph = ShippedFlow.Run("standard-sale", null, ("t1", "*")).Graph;
        var stages = graph.Plans.Select(p => p.Node.Stage).OfType<string>().Distinct();
        Assert.All(stages, s => Assert.Single(graph.Plans, p => p.Node.IsEntry && p.Node.Stage == s));
    }

    [Fact]
    public void The_manual_pipeline_follows_moves_in_any_order_until_it_is_closed()
    {
        var run = ShippedFlow.Run("manual-pipeline", null, ("wait", "contacted offer-sent contacted new-request Closed"));
        Assert.Equal("start f1 wait c2 f2 wait c4 f4 wait c2 f2 wait c1 f1 wait cx end", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }
}
