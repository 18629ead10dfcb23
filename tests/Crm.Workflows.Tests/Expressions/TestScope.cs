using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Expressions;

internal sealed class TestScope : ExpressionScope
{
    private readonly CycleRandom _random = new(7);

    public Dictionary<string, JsonNode?> Values { get; } = new() { ["n"] = 3, ["who"] = "Анна", ["list"] = new JsonArray(1, 2) };
    public override DateTimeOffset Now => new(2027, 1, 8, 9, 0, 0, TimeSpan.Zero);
    public override JsonObject? Deal { get; } = new() { ["title"] = "Окна", ["amount"] = 150000, ["fields"] = new JsonObject { ["area"] = 12.5 } };
    public override string? CorrelationId { get; set; } = "deal-1";
    public override IReadOnlyCollection<string> VariableNames => Values.Keys;
    public override IReadOnlyCollection<string> InputNames => ["City"];
    public override JsonNode? Input(string name) => string.Equals(name, "City", StringComparison.OrdinalIgnoreCase) ? "Kazan" : null;
    public override JsonNode? VariableNamed(string name) => Values.GetValueOrDefault(name);
    public override void SetVariableNamed(string name, JsonNode? value) => Values[name] = value;
    public override double NextRandom() => _random.NextDouble();
    public override Guid NextGuid() => _random.NextGuid();
}
