using System.Collections.Concurrent;

namespace Crm.Workflows.Definitions;

/// <summary>Graphs by the id of their definition version. A version never changes once published, so an entry never expires.</summary>
public sealed class DefinitionCatalog(ActivityDescriptors descriptors, Func<string, CancellationToken, ValueTask<string?>> load)
{
    private readonly ConcurrentDictionary<string, WorkflowGraph> _graphs = new(StringComparer.Ordinal);

    public ActivityDescriptors Descriptors => descriptors;

    public bool TryGet(string definitionVersionId, out WorkflowGraph? graph) => _graphs.TryGetValue(definitionVersionId, out graph);

    /// <summary>Null when the loader knows no such version.</summary>
    public async ValueTask<WorkflowGraph?> Find(string definitionVersionId, CancellationToken cancellation = default)
    {
        if (_graphs.TryGetValue(definitionVersionId, out var known)) return known;
        var text = await load(definitionVersionId, cancellation);
        return text is null ? null : _graphs.GetOrAdd(definitionVersionId, Graph(text));
    }

    /// <summary>A graph that is not kept: for drafts, simulation and replay.</summary>
    public WorkflowGraph Graph(string text) => WorkflowGraph.Build(DefinitionJson.Parse(text), descriptors);

    public void Add(string definitionVersionId, WorkflowGraph graph) => _graphs[definitionVersionId] = graph;

    /// <summary>A draft was saved over.</summary>
    public void Forget(string definitionVersionId) => _graphs.TryRemove(definitionVersionId, out _);
}
