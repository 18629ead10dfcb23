using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>
/// What a step has in its hands while it runs. Whatever it changes is held back until it answers,
/// so a step that fails leaves nothing behind (IC-04).
/// </summary>
public sealed partial class ActivityContext
{
    private readonly CycleRun _run;
    private NodeScope? _scope;
    private JsonObject? _state;

    internal ActivityContext(CycleRun run, ActivityExecution execution)
    {
        _run = run;
        Execution = execution;
        EnteredAt = run.State.ExecutionLogSequence;
    }

    internal ActivityExecution Execution { get; }

    internal long EnteredAt { get; }

    public ActivityNode Node => Execution.Plan.Node;

    /// <summary>Identity of this run of the node.</summary>
    public string ActivityInstanceId => Execution.Id;

    public Guid InstanceId => _run.InstanceId;
    public WorkflowDefinition Definition => _run.Graph.Definition;
    public DateTimeOffset Now => _run.Scope.Now;
    public string? CorrelationId => _correlation is { } changed ? changed.Value : _run.State.CorrelationId;
    public string? InstanceName => _name is { } changed ? changed.Value : _run.State.Name;

    /// <summary>A person's command started the cycle: a refused rule goes back to her (D-03).</summary>
    public bool PersonCommand => _run.Scope.PersonCommand;

    /// <summary>The deal of the run or what a run without one has; null in a trial. Asking for it marks the step as one that may have changed something.</summary>
    public RunWork? Work
    {
        get
        {
            TouchedWork |= _run.Scope.Work is not null;
            return _run.Scope.Work;
        }
    }

    internal bool TouchedWork { get; private set; }

    /// <summary>Free data of this run of the node, kept while it waits.</summary>
    public JsonObject State => _state ??= Execution.Properties?.DeepClone() as JsonObject ?? [];

    /// <summary>An input, evaluated once before the node ran (IN-05), as the asked type; default when it is not set.</summary>
    public T? Input<T>(string name) => ValueReading.As<T>(Input(name));

    public JsonNode? Input(string name)
    {
        var position = Execution.Plan.InputPosition(name);
        return position < 0 || Execution.Inputs is null ? null : Execution.Inputs[position];
    }

    /// <summary>Evaluates an expression that stands inside a raw member, such as the condition of a case.</summary>
    public JsonNode? Evaluate(JsonObject expression, string typeName, bool condition = false) =>
        _run.Scope.Expressions.Evaluate(expression["type"]?.GetValue<string>() ?? "Literal", expression["value"], TypeAlias.Parse(typeName), Expressions, condition);

    /// <summary>Whether a condition that stands inside a raw member holds now.</summary>
    public bool Holds(JsonObject condition) => Evaluate(condition, "Boolean", condition: true)?.GetValueKind() == System.Text.Json.JsonValueKind.True;

    public string NextId() => _run.Random.NextId();

    public Guid NextGuid() => _run.Random.NextGuid();

    internal NodeScope Expressions => _scope ??= new NodeScope(_run, this);
}
