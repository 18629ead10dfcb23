using Crm.Domain.Deals;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>Finds what keeps a definition from being published, and what a careful author would want to know.</summary>
public sealed class DefinitionValidator(ActivityDescriptors descriptors, ExpressionEvaluator expressions)
{
    public IReadOnlyList<Finding> Validate(WorkflowDefinition definition, StageFlow? stages = null) => Validate(WorkflowGraph.Build(definition, descriptors), stages);

    /// <summary>Errors first, then warnings, each in document order.</summary>
    /// <param name="stages">Of the deal type that the definition drives.</param>
    public IReadOnlyList<Finding> Validate(WorkflowGraph graph, StageFlow? stages = null)
    {
        var findings = new List<Finding>();
        if (graph.Root is null)
            findings.Add(Finding.Error("DEF-ROOT", null, "root"));
        CheckIdentities(graph, findings);
        var inputs = new InputRules(expressions, graph, findings);
        foreach (var plan in graph.Plans)
        {
            CheckType(plan.Node, plan.Descriptor, findings);
            inputs.Check(plan);
            if (plan.Descriptor?.Type == StateTable.StepType) StateRules.Check(plan.Node, findings);
            if (plan.Flowchart is null) continue;
            FlowchartRules.Check(graph, plan, findings);
            new PathRules(graph, plan, findings).Check();
        }
        EntryRules.Check(graph, findings);
        if (stages is not null) new StageRules(graph, stages, findings).Check();
        new MemoryRules(graph, findings).Check();
        return [.. findings.OrderByDescending(f => f.Severity)];
    }

    private void CheckType(ActivityNode node, ActivityDescriptor? descriptor, List<Finding> findings)
    {
        if (node.Type == PlaceholderSteps.StepType)
            findings.Add(Finding.Error("UN-04", node.NodeId, null, node.Titled));
        else if (descriptor is null)
            findings.Add(Finding.Error("ACT-UNSUPPORTED", node.NodeId, null, node.Type));
        if (node.CustomProperties?.ContainsKey("mergeMode") == true)
            findings.Add(Finding.Warning("FC-TOKEN", node.NodeId, "mergeMode", node.Titled));
        foreach (var variable in node.Variables) CheckVariable(node, variable, findings);
    }

    private static void CheckIdentities(WorkflowGraph graph, List<Finding> findings)
    {
        foreach (var variable in graph.Definition.Variables) CheckVariable(graph.Definition.Outermost, variable, findings);
        foreach (var twice in graph.Plans.GroupBy(p => p.Node.NodeId).Where(g => g.Count() > 1))
            findings.Add(Finding.Error("ND-ID", twice.Key, "id"));
        foreach (var unnamed in graph.Plans.Where(p => p.Node.Id.Length == 0))
            findings.Add(Finding.Error("ND-ID.missing", unnamed.Node.NodeId, "id"));
        foreach (var argument in graph.Definition.Inputs.Concat(graph.Definition.Outputs).Where(argument => !argument.TypeIsKnown))
            findings.Add(Finding.Warning("SR-04", null, argument.Name, argument.Name));
        var options = graph.Definition.Options.ToJsonString() + graph.Definition.CustomProperties.ToJsonString();
        if (options.Contains("TokenBased", StringComparison.Ordinal))
            findings.Add(Finding.Warning("FC-TOKEN.options", null, "options"));
    }

    private static void CheckVariable(ActivityNode node, Variable variable, List<Finding> findings)
    {
        if (!variable.TypeIsKnown)
            findings.Add(Finding.Warning("SR-04.variable", node.NodeId, "variables", variable.Name));
        if (variable.StartIsInvalid)
            findings.Add(Finding.Warning("EX-CONVERT.variable", node.NodeId, "variables", variable.Name));
        if (node.Variables.Count(v => string.Equals(v.Name, variable.Name, StringComparison.OrdinalIgnoreCase)) > 1)
            findings.Add(Finding.Error("VA-DUP", node.NodeId, "variables", variable.Name));
    }
}
