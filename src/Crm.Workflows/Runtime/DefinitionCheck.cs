using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>What publishing finds wrong with a definition: the rules of the document, and those that the other definitions make.</summary>
public sealed class DefinitionCheck(DefinitionCatalog catalog, ExpressionEvaluator expressions)
{
    /// <summary>The graph of a definition that is not published, with the definitions that it has as steps in their places.</summary>
    public async Task<WorkflowGraph> Graph(WorkflowDefinition definition) => WorkflowGraph.Build(await catalog.Expand(definition), catalog.Descriptors);

    public async Task<IReadOnlyList<Finding>> Check(WorkflowGraph graph, IDefinitionRecords records)
    {
        var findings = new DefinitionValidator(catalog.Descriptors, expressions).Validate(graph);
        var (name, id) = (graph.Definition.Name?.Trim(), graph.Definition.DefinitionId);
        return string.IsNullOrEmpty(name) || !await records.IsNameTaken(name, id)
            ? findings
            : [new Finding("VP-NAME", FindingSeverity.Error, null, "name", $"Another procedure is named \"{name}\".", "Choose another name."), .. findings];
    }
}
