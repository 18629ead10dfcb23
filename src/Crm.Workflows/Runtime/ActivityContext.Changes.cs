using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

public sealed partial class ActivityContext
{
    private Dictionary<string, JsonNode?>? _variables;
    private Changed? _correlation;
    private Changed? _name;

    internal List<Bookmark> Created { get; } = [];
    internal List<OutboxEffect> Raised { get; } = [];
    internal List<string> Messages { get; } = [];
    internal Dictionary<string, JsonNode?> Outputs { get; } = new(StringComparer.OrdinalIgnoreCase);
    internal Dictionary<string, JsonNode?> DefinitionOutputs { get; } = new(StringComparer.OrdinalIgnoreCase);
    internal bool Finishes { get; private set; }
    internal bool Breaks { get; private set; }

    /// <summary>Outcomes that a script of this node named.</summary>
    public IReadOnlyList<string>? ScriptOutcomes { get; internal set; }

    public bool TryVariable(string id, out JsonNode? value)
    {
        if (_variables is not null && _variables.TryGetValue(id, out value)) return true;
        var place = VariablePlace.WithId(Execution, id);
        value = place?.Read();
        return place is not null;
    }

    /// <exception cref="ExpressionException">EX-SCOPE: no such variable here. EX-CONVERT: it cannot hold the value.</exception>
    public void SetVariable(string id, JsonNode? value)
    {
        var place = VariablePlace.WithId(Execution, id) ?? throw new ExpressionException("EX-SCOPE", "The variable is not in scope.");
        (_variables ??= new(StringComparer.Ordinal))[id] = place.Accept(value);
    }

    /// <summary>Waits for a stimulus with this name and payload; <paramref name="includeInstanceId"/> ties it to this run of the node (BM-03).</summary>
    public Bookmark CreateBookmark(string name, JsonObject payload, DateTimeOffset? dueAt = null, bool includeInstanceId = false,
        string? callback = null, JsonObject? hashed = null)
    {
        if (Execution.Plan.Descriptor is { Waits: false } silent) throw new InvalidOperationException($"{silent.Type} waits and does not say so.");
        var bookmark = new Bookmark
        {
            Id = NextId(),
            Name = name,
            Payload = payload.ToJsonString(),
            CreatedAt = Now,
            DueAt = dueAt,
            CallbackMethodName = callback,
            Hash = BookmarkHash.Compute(name, hashed ?? payload, includeInstanceId ? ActivityInstanceId : null),
            ActivityId = Node.Id,
            ActivityNodeId = Node.NodeId,
            ActivityInstanceId = ActivityInstanceId,
            WorkflowInstanceId = InstanceId,
            CorrelationId = CorrelationId,
        };
        Created.Add(bookmark);
        return bookmark;
    }

    /// <summary>An output of the node; fills the variable it is bound to.</summary>
    public void SetOutput(string name, JsonNode? value) => Outputs[name] = value;

    /// <summary>An output of the nearest definition around the step that declares it, else of the whole instance.</summary>
    public void SetDefinitionOutput(string name, JsonNode? value) => DefinitionOutputs[name] = value;

    /// <summary>A line in the journal.</summary>
    public void Journal(string message) => Messages.Add(message);

    public void Raise(OutboxEffect effect) => Raised.Add(effect);

    /// <summary>An effect whose key follows from instance, place in the journal and kind .</summary>
    /// <param name="leaves">The effect leaves the company and cannot be called back.</param>
    public OutboxEffect Raise(string kind, JsonObject payload, DateTimeOffset? notBefore = null, bool leaves = false)
    {
        var same = Raised.Count(e => e.Kind == kind);
        var key = $"{InstanceId:N}:{EnteredAt}:{kind}" + (same == 0 ? "" : $":{same}");
        var effect = new OutboxEffect(kind, payload.ToJsonString(), key) { NotBefore = notBefore, Leaves = leaves };
        Raised.Add(effect);
        return effect;
    }

    public void SetName(string? name) => _name = new(name);

    /// <exception cref="FlowException">CO-01: an instance of a deal keeps the deal's id.</exception>
    public void Correlate(string? correlationId)
    {
        if (correlationId != CorrelationId && _run.HasDeal)
            throw new FlowException("CO-01", "The correlation id of a deal's run cannot change.");
        _correlation = new(correlationId);
    }

    /// <summary>The whole instance ends with this node.</summary>
    public void FinishInstance() => Finishes = true;

    /// <summary>The nearest loop around this node ends with it.</summary>
    public void BreakLoop() => Breaks = true;

    internal void Commit()
    {
        if (_state is not null) Execution.Properties = _state;
        foreach (var (id, value) in _variables ?? []) VariablePlace.WithId(Execution, id)!.Value.Write(value);
        foreach (var (name, value) in Outputs) _run.Fill(Execution, name, value);
        if (_name is { } title) _run.State.Name = title.Value;
        if (_correlation is { } correlation) _run.Correlate(correlation.Value);
        foreach (var (name, value) in DefinitionOutputs) _run.GiveOutput(Execution, name, value);
        foreach (var message in Messages) _run.Record(Execution, JournalEvent.Message, message);
        _run.Keep(Created, Raised);
        _run.Keep(_started, _canceled);
    }

    private sealed record Changed(string? Value);
}
