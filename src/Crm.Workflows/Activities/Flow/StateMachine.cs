using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>
/// States with ways between them. On entering a state its entry runs and the triggers of all its ways wait; the first trigger to complete
/// while its condition holds wins: the others are canceled, the action of the way and the exit of the state run, and the next state begins.
/// A way without a trigger is never taken. A state that no trigger leads out of ends the machine, and so does a machine without a first state.
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
            new("initialState", "String") { Description = "Where it begins, unless currentState says it." },
            new("states", "Object") { IsWrapped = false, Description = "{ name, entry, exit } each." },
            new("transitions", "Object") { IsWrapped = false, IsCondition = true, Description = "{ name, from, to, trigger, condition, action } each." },
        ],
        Outputs = [new("currentState", "String")],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        (context.Node.Json.Text("currentState") is { Length: > 0 } current ? current : context.Input<string>("initialState")) is { Length: > 0 } first
            ? Enter(context, new StateTable(context.Node), first)
            : ActivityResult.Done();

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes)
    {
        var table = new StateTable(context.Node);
        return tag?.ToString() switch
        {
            Entry => Await(context, table),
            Action => Exited(context, table),
            Exit => Enter(context, table, Way(context, table).To),
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
        var ways = table.From((string?)context.State[Current]).FindAll(way => way.Trigger is not null && table.Find(way.To) is not null);
        foreach (var way in ways) context.Schedule(way.Trigger!, Tag(way));
        return ways.Count > 0 ? ActivityResult.Working : ActivityResult.Done();
    }

    private static ActivityResult Triggered(ActivityContext context, StateTable table, StateWay way)
    {
        if (!IsOpen(context, way))
        {
            context.Schedule(way.Trigger!, Tag(way));
            return ActivityResult.Working;
        }
        context.CancelChildren();
        context.State[Taken] = way.Position;
        if (way.Action is null) return Exited(context, table);
        context.Schedule(way.Action, Action);
        return ActivityResult.Working;
    }

    private static ActivityResult Exited(ActivityContext context, StateTable table)
    {
        var way = Way(context, table);
        if (table.Find(way.From)?.Exit is not { } exit) return Enter(context, table, way.To);
        context.Schedule(exit, Exit);
        return ActivityResult.Working;
    }

    private static StateWay Way(ActivityContext context, StateTable table) => table.Ways[(int)context.State[Taken]!];

    private static bool IsOpen(ActivityContext context, StateWay way) => way.Condition is not { } condition || context.Holds(condition);

    private static JsonNode Tag(StateWay way) => way.Position.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
