using Crm.Web.Shared.Flow;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Xunit;

namespace Crm.Web.Tests.Shared;

/// <summary>Where the steps of a flow are drawn.</summary>
public sealed class FlowPictureTests
{
    [Fact]
    public void Steps_stand_where_their_author_placed_them()
    {
        var picture = Of("", Node("a", "Elsa.Start", (10, 20)), Node("b", "Elsa.End", (300, 140)));

        Assert.Equal([("a", 10, 20), ("b", 300, 140)], picture.Boxes.Select(b => (b.Node.Id, b.X, b.Y)));
        Assert.Equal((-10, 0, 550, 220), (picture.Left, picture.Top, picture.Width, picture.Height));
    }

    [Fact]
    public void Steps_without_a_place_stand_in_layers_and_a_way_back_makes_no_layer()
    {
        var picture = Of("a>b,a>c,b>d,c>d,d>e,e>b,a>e", Node("a"), Node("b"), Node("c"), Node("d"), Node("e"));

        Assert.Equal([("a", 0, 0), ("b", 0, 110), ("c", 260, 110), ("d", 0, 220), ("e", 0, 330)], picture.Boxes.Select(b => (b.Node.Id, b.X, b.Y)));
        Assert.Equal(7, picture.Lines.Count);
    }

    [Fact]
    public void One_step_without_a_place_puts_all_of_them_in_layers()
    {
        var picture = Of("a>b", Node("a", "Elsa.Start", (700, 700)), Node("b"));

        Assert.Equal([(0, 0), (0, 110)], picture.Boxes.Select(b => (b.X, b.Y)));
    }

    [Fact]
    public void An_exit_is_named_where_a_step_has_several()
    {
        var picture = Of("a>b,b.Yes>c,b.No>d", Node("a"), Node("b"), Node("c"), Node("d"));

        Assert.Equal([null, "Yes", "No"], picture.Lines.Select(l => l.Exit));
    }

    [Fact]
    public void The_name_of_an_exit_covers_no_step_and_no_other_name()
    {
        var picture = Of("a.Yes>b,a.No>c,a.Yes>d", Node("a", "Elsa.WriteLine", (0, 0)), Node("b", "Elsa.WriteLine", (0, 400)), Node("c", "Elsa.WriteLine", (0, 170)), Node("d", "Elsa.WriteLine", (230, 0)));

        Assert.Equal(["Yes", "No"], picture.Labels.Select(l => l.Text));
        Assert.DoesNotContain(picture.Labels, label => picture.Boxes.Any(label.Covers));
        Assert.False(picture.Labels[0].Covers(picture.Labels[1]));
    }

    [Fact]
    public void A_ring_without_a_beginning_is_drawn_too() => Assert.Equal([0, 110], Of("a>b,b>a", Node("a"), Node("b")).Boxes.Select(b => b.Y));

    [Fact]
    public void A_sequence_is_a_chain()
    {
        var picture = FlowPicture.Of(Graph($$"""{ "id": "r", "type": "Elsa.Sequence", "activities": [{{Node("a")}}, {{Node("b")}}] }""").Root!);

        Assert.Equal(("a", "b"), Assert.Single(picture.Lines) is var line ? (line.From.Node.Id, line.To.Node.Id) : default);
    }

    private static string Node(string id, string type = "Elsa.WriteLine", (int X, int Y)? at = null) => at is { } place
        ? $$"""{ "id": "{{id}}", "type": "{{type}}", "metadata": { "designer": { "position": { "x": {{place.X}}.0, "y": {{place.Y}} } } } }"""
        : $$"""{ "id": "{{id}}", "type": "{{type}}" }""";

    private static FlowPicture Of(string ways, params string[] nodes)
    {
        var connections = ways.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(way => way.Split('>', '.'))
            .Select(way => (From: way[0], Port: way.Length == 3 ? way[1] : "Done", To: way[^1]))
            .Select(way => $$"""{ "source": { "activity": "{{way.From}}", "port": "{{way.Port}}" }, "target": { "activity": "{{way.To}}", "port": "In" } }""");
        return FlowPicture.Of(Graph($$"""{ "id": "r", "type": "Elsa.Flowchart", "activities": [{{string.Join(',', nodes)}}], "connections": [{{string.Join(',', connections)}}] }""").Root!);
    }

    private static WorkflowGraph Graph(string root) =>
        new DefinitionCatalog(ActivityCatalog.Registry().Descriptors, (_, _) => default).Graph($$"""{ "id": "v", "definitionId": "d", "root": {{root}} }""");
}
