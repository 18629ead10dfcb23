using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>The published definitions that the runs of one transaction may start: a cycle does no I/O, so they are read before it.</summary>
internal sealed class RunLibrary(ICommandSession session, DefinitionCatalog catalog)
{
    private readonly Dictionary<string, WorkflowGraph?> published = new(StringComparer.Ordinal);

    /// <exception cref="DefinitionNeededException">Nobody could know before that it would be asked for.</exception>
    public WorkflowGraph? Find(string definitionId) =>
        published.TryGetValue(definitionId, out var graph) ? graph : throw new DefinitionNeededException(definitionId);

    /// <summary>Reads definitions and those that their steps name in turn.</summary>
    public async Task Read(IEnumerable<string> definitionIds)
    {
        foreach (var id in definitionIds)
        {
            if (published.ContainsKey(id)) continue;
            var graph = await session.Definitions.PublishedVersion(id) is { } version ? await catalog.Find(version) : null;
            published[id] = graph;
            if (graph is not null) await Read(graph.Calls);
        }
    }
}
