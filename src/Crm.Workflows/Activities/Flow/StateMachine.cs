using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>
/// States with ways between them. On entering a state its entry runs and the triggers of all its ways wait; the first trigger to complete
/// while its condition holds wins: the others are canceled, the exit of the state and the action of the way run, and the next state begins.
/// A way without a trigger is taken at once when its condition holds. A state that no way leaves ends the machine.
/// </summary>
public sealed class StateMachine : Activity
{
    private const string Current = "CurrentState", Taken = "Transition", Entry = "entry", Exit = "exit", Action = "action";

    public override ActivityDescriptor Descriptor { get; } = new(StateTable.StepType)
    {
        Category = "Flow",
        DisplayName = "State machine",
        IsContainer = true,
        Inputs =
        [
            new("initialState", "String") { Description = "The first of the states by default." },
            new("states", "Object") { IsWrapped = false, Description = "{ name, entry, exit } each." },
            new("transitions", "Object") { IsWrapped = false, IsCondition = true, Description = "{ name, from, to, trigger, condition, action } each." },
        ],
        Outputs = [new("currentState", "String")],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        Enter(context, new StateTable(context.Node), context.Input<string>("initialState"));

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes)
    {
        var table = new StateTable(context.Node);
        return tag?.ToString() switch
        {
            Entry => Await(context, table),
            Exit => Act(context, table),
            Action => Enter(context, table, table.Ways[(int)context.State[Taken]!].To),
            var way => Triggered(context, table, table.Ways[int.Parse(way!, System.Globalization.CultureInfo.InvariantCulture)]),
        };
    }

    /// <summary>A trigger that was given up waits no longer; an entry, exit or action that was given up is over.</summary>
    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) =>
        tag?.ToString() is Entry or Exit or Action ? ChildCompleted(context, child, tag, []) : context.HasOpenWork ? ActivityResult.Working : ActivityResult.Done();

    private static ActivityResult Enter(ActivityContext context, StateTable table, string? name)
    {
        var state = table.Find(name) ?? throw new FlowException("CN-03", $"There is no state \"{name}\".");
        context.State[Current] = state.Name;
        context.SetOutput("currentState", state.Name);
        if (state.Entry is null) return Await(context, table);
        context.Schedule(state.Entry, Entry);
        return ActivityResult.Working;
    }

    private static ActivityResult Await(ActivityContext context, StateTable table)
    {
        var ways = table.From((string?)context.State[Current]);
        if (ways.Find(way => way.Trigger is null && IsOpen(context, way)) is { } open) return Leave(context, table, open);
        foreach (var way in ways)
            if (way.Trigger is { } trigger) context.Schedule(trigger, Tag(way));
        return ways.Exists(way => way.Trigger is not null) ? ActivityResult.Working : ActivityResult.Done();
    }

    private static ActivityResult Triggered(ActivityContext context, StateTable table, StateWay way)
    {
        if (IsOpen(context, way)) return Leave(context, table, way);
        context.Schedule(way.Trigger!, Tag(way));
        return ActivityResult.Working;
    }

    private static ActivityResult Leave(ActivityContext context, StateTable table, StateWay way)
    {
        context.CancelChildren();
        context.State[Taken] = way.Position;
        if (table.Find(way.From)?.Exit is not { } exit) return Act(context, table);
        context.Schedule(exit, Exit);
        return ActivityResult.Working;
    }

    private static ActivityResult Act(ActivityContext context, StateTable table)
    {
        var way = table.Ways[(int)context.State[Taken]!];
        if (way.Action is null) return Enter(context, table, way.To);
        context.Schedule(way.Action, Action);
        return ActivityResult.Working;
    }

    private static bool IsOpen(ActivityContext context, StateWay way) => way.Condition is not { } condition || context.Holds(condition);

    private static JsonNode Tag(StateWay way) => way.Position.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
