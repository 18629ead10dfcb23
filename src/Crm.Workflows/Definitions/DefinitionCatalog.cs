using System.Collections.Concurrent;

namespace Crm.Workflows.Definitions;

/// <summary>Graphs by the id of their definition version. A version never changes once published, so an entry never expires.</summary>
/// <param name="load">The text of a version; null when there is none.</param>
/// <param name="resolve">
/// The version of a definition that stands for it in a version that uses it as a step; it must answer the same for ever. Null: only versions that are named are found.
/// </param>
public sealed class DefinitionCatalog(ActivityDescriptors descriptors, Func<string, CancellationToken, ValueTask<string?>> load,
    Func<string, string, CancellationToken, ValueTask<string?>>? resolve = null)
{
    private readonly UsedDefinitions _used = new(descriptors, load, resolve ?? ((_, _, _) => default));

    private readonly ConcurrentDictionary<string, WorkflowGraph> _graphs = new(StringComparer.Ordinal);

    public ActivityDescriptors Descriptors => descriptors;

    public bool TryGet(string definitionVersionId, out WorkflowGraph? graph) => _graphs.TryGetValue(definitionVersionId, out graph);

    /// <summary>Null when the loader knows no such version.</summary>
    public async ValueTask<WorkflowGraph?> Find(string definitionVersionId, CancellationToken cancellation = default)
    {
        if (_graphs.TryGetValue(definitionVersionId, out var known)) return known;
        var text = await load(definitionVersionId, cancellation);
        if (text is null) return null;
        return _graphs.GetOrAdd(definitionVersionId, WorkflowGraph.Build(await Expand(DefinitionJson.Parse(text), cancellation), descriptors));
    }

    /// <summary>The definition with the steps of those it uses in their places, as it runs and as it is validated. Never stored.</summary>
    public ValueTask<WorkflowDefinition> Expand(WorkflowDefinition definition, CancellationToken cancellation = default) => _used.Expand(definition, cancellation);

    /// <summary>A graph that is not kept: for drafts, simulation and replay.</summary>
    public WorkflowGraph Graph(string text) => WorkflowGraph.Build(DefinitionJson.Parse(text), descriptors);

    public void Add(string definitionVersionId, WorkflowGraph graph) => _graphs[definitionVersionId] = graph;

    /// <summary>A draft was saved over.</summary>
    public void Forget(string definitionVersionId) => _graphs.TryRemove(definitionVersionId, out _);
}
