using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Web.Shared.Flow;

/// <summary>
/// Where the steps of one container and the ways between them are drawn: as their author placed them, else in layers from the first step
/// on.
/// </summary>
public sealed record FlowPicture(IReadOnlyList<FlowBox> Boxes, IReadOnlyList<FlowLine> Lines)
{
    private const int Margin = 20, ColumnWidth = 260, RowHeight = 110;

    public int Left => Boxes.Min(b => b.X) - Margin;
    public int Top => Boxes.Min(b => b.Y) - Margin;
    public int Width => Boxes.Max(b => b.X) + FlowBox.Width + Margin - Left;
    public int Height => Boxes.Max(b => b.Y) + FlowBox.Height + Margin - Top;

    /// <summary>The names of exits where they cover neither a step nor each other; one without such a place is left out.</summary>
    public IReadOnlyList<FlowLabel> Labels { get; } = Named(Boxes, Lines);

    /// <summary>An empty picture for a step without steps inside.</summary>
    public static FlowPicture Of(NodePlan container)
    {
        var nodes = container.Node.Children;
        var ways = Ways(container);
        var places = nodes.Select(Place).ToList();
        List<FlowBox> boxes = places.TrueForAll(place => place is not null)
            ? [.. nodes.Zip(places, (node, place) => new FlowBox(node, place!.Value.X, place.Value.Y))]
            : Layered(nodes, ways);
        var several = ways.GroupBy(w => w.From).Where(g => g.Select(w => w.Exit).Distinct().Count() > 1).Select(g => g.Key).ToHashSet();
        return new(boxes, [.. ways.Select(w => new FlowLine(boxes[w.From], boxes[w.To], several.Contains(w.From) ? w.Exit : null))]);
    }

    private static List<FlowLabel> Named(IReadOnlyList<FlowBox> boxes, IReadOnlyList<FlowLine> lines)
    {
        var labels = new List<FlowLabel>();
        foreach (var line in lines.Where(l => l.Exit is not null))
        {
            var places = new[] { 0.5, 0.35, 0.65, 0.2, 0.8 }.Select(line.At).Select(at => new FlowLabel(line.Exit!, at.X, at.Y));
            if (places.FirstOrDefault(label => !boxes.Any(label.Covers) && !labels.Exists(label.Covers)) is { } free) labels.Add(free);
        }
        return labels;
    }

    private static List<(int From, int To, string Exit)> Ways(NodePlan container)
    {
        if (container.Flowchart is { } chart) return [.. chart.Connections.Select(c => (c.Source, c.Target, c.Port))];
        // Steps of a sequence follow each other; what other containers have inside stands side by side.
        var steps = container.Node.Type == "Elsa.Sequence" ? container.Node.Children.Count : 0;
        return [.. Enumerable.Range(1, Math.Max(0, steps - 1)).Select(i => (i - 1, i, ""))];
    }

    private static (int X, int Y)? Place(ActivityNode node) =>
        node.Json["metadata"]?["designer"]?["position"] is JsonObject place && Number(place["x"]) is { } x && Number(place["y"]) is { } y ? (x, y) : null;

    private static int? Number(JsonNode? value) =>
        value is JsonValue number && double.TryParse(number.ToString(), CultureInfo.InvariantCulture, out var found) && double.IsFinite(found) ? (int)found : null;

    /// <summary>Each step one row below the lowest of those that lead to it; ways back do not count.</summary>
    private static List<FlowBox> Layered(IReadOnlyList<ActivityNode> nodes, List<(int From, int To, string Exit)> ways)
    {
        var next = ways.ToLookup(w => w.From, w => w.To);
        var (order, isOpen, isSeen) = (new List<int>(), new bool[nodes.Count], new bool[nodes.Count]);
        var back = new HashSet<(int, int)>();
        for (var i = 0; i < nodes.Count; i++) Visit(i);
        var rows = new int[nodes.Count];
        foreach (var from in Enumerable.Reverse(order))
            foreach (var to in next[from].Where(to => !back.Contains((from, to))))
                rows[to] = Math.Max(rows[to], rows[from] + 1);
        var used = new Dictionary<int, int>();
        return [.. nodes.Select((node, i) => new FlowBox(node, (used[rows[i]] = used.GetValueOrDefault(rows[i], -1) + 1) * ColumnWidth, rows[i] * RowHeight))];

        void Visit(int at)
        {
            if (isSeen[at]) return;
            (isSeen[at], isOpen[at]) = (true, true);
            foreach (var to in next[at])
            {
                if (isOpen[to]) back.Add((at, to));
                else Visit(to);
            }
            isOpen[at] = false;
            order.Add(at);
        }
    }
}
