using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>The states of a state machine and the ways between them, as its node writes them.</summary>
internal sealed class StateTable(ActivityNode node)
{
    public const string StepType = "Elsa.StateMachine";

    public IReadOnlyList<MachineState> States { get; } = [.. node.Json["states"].Objects()
        .Select(item => new MachineState(item.Json.Text("name") ?? "", node.Port($"states[{item.Position}].entry"), node.Port($"states[{item.Position}].exit")))];

    public IReadOnlyList<StateWay> Ways { get; } = [.. node.Json["transitions"].Objects()
        .Select(item => new StateWay(item.Position, item.Json, node.Port($"transitions[{item.Position}].trigger"), node.Port($"transitions[{item.Position}].action")))];

    public MachineState? Find(string? name) => States.FirstOrDefault(state => state.Name == name);

    public List<StateWay> From(string? state) => [.. Ways.Where(way => way.From == state)];
}

/// <summary>One state: what runs on entering and on leaving it.</summary>
internal sealed record MachineState(string Name, ActivityNode? Entry, ActivityNode? Exit);

/// <summary>One way from a state to another one.</summary>
internal sealed record StateWay(int Position, JsonObject Json, ActivityNode? Trigger, ActivityNode? Action)
{
    public string From => Json.Text("from") ?? "";
    public string To => Json.Text("to") ?? "";
    public string Name => Json.Text("displayName") ?? Json.Text("name") ?? $"{From} → {To}";

    /// <summary>Null when the way is open.</summary>
    public JsonObject? Condition => Json["condition"].Asked() is { } condition && condition["value"] is not null ? condition : null;
}
