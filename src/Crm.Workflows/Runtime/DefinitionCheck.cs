using Crm.Domain.Deals;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>What publishing finds wrong with a definition: the rules of the document, and those that the other definitions and the deal types make.</summary>
public sealed class DefinitionCheck(DefinitionCatalog catalog, ExpressionEvaluator expressions)
{
    private readonly DefinitionValidator validator = new(catalog.Descriptors, expressions);

    /// <summary>The graph of a definition that is not published, with the definitions that it has as steps in their places.</summary>
    public async Task<WorkflowGraph> Graph(WorkflowDefinition definition) => WorkflowGraph.Build(await catalog.Expand(definition), catalog.Descriptors);

    public async Task<IReadOnlyList<Finding>> Check(WorkflowGraph graph, IDefinitionRecords records)
    {
        var definition = graph.Definition;
        var types = await records.TypesDrivenBy(definition.DefinitionId);
        var findings = new List<Finding>();
        if (definition.Name?.Trim() is { Length: > 0 } name && await records.IsNameTaken(name, definition.DefinitionId))
            findings.Add(Finding.Error("VP-NAME", null, "name", name));
        var driven = types.FirstOrDefault(type => type.Code == definition.DealType);
        // Without its deal type it would be published past the deals that are to run under it.
        if (driven is null && types.Count > 0) findings.Add(Finding.Error("CRM-TYPE", null, "crm:dealType", types[0].Name));
        var pair = driven is null ? null : await records.ProcedureOf(driven);
        findings.AddRange(validator.Validate(graph, pair is null ? null : StageFlow.Parse(pair.Flow)));
        return findings;
    }
}
