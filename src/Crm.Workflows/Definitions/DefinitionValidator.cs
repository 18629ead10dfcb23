using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>Finds what keeps a definition from being published, and what a careful author would want to know.</summary>
public sealed class DefinitionValidator(ActivityDescriptors descriptors, ExpressionEvaluator expressions)
{
    public IReadOnlyList<Finding> Validate(WorkflowDefinition definition) => Validate(WorkflowGraph.Build(definition, descriptors));

    /// <summary>Errors first, then warnings, each in document order.</summary>
    public IReadOnlyList<Finding> Validate(WorkflowGraph graph)
    {
        var findings = new List<Finding>();
        if (graph.Root is null)
            findings.Add(new("DEF-ROOT", FindingSeverity.Error, null, "root", "The procedure has no steps.", "Add a flowchart as the root."));
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
        CheckEntries(graph, findings);
        new MemoryRules(graph, findings).Check();
        return [.. findings.OrderByDescending(f => f.Severity)];
    }

    private void CheckType(ActivityNode node, ActivityDescriptor? descriptor, List<Finding> findings)
    {
        if (node.Type == PlaceholderSteps.StepType)
            findings.Add(new("UN-04", FindingSeverity.Error, node.NodeId, null, $"Step \"{node.Title("en")}\" is a placeholder for a step this release does not know.",
                "Replace it, or install the release that knows it."));
        else if (descriptor is null)
            findings.Add(new("ACT-UNSUPPORTED", FindingSeverity.Error, node.NodeId, null, $"Steps of type {node.Type} cannot be executed by this release.",
                "Replace the step; it is kept unchanged until then."));
        if (node.CustomProperties?.ContainsKey("mergeMode") == true)
            findings.Add(new("FC-TOKEN", FindingSeverity.Warning, node.NodeId, "mergeMode", $"The merge mode of step \"{node.Title("en")}\" is not used.",
                "Put a Join with the mode you need before the step."));
        foreach (var variable in node.Variables) CheckVariable(node, variable, findings);
    }

    private static void CheckIdentities(WorkflowGraph graph, List<Finding> findings)
    {
        foreach (var variable in graph.Definition.Variables) CheckVariable(graph.Definition.Outermost, variable, findings);
        foreach (var twice in graph.Plans.GroupBy(p => p.Node.NodeId).Where(g => g.Count() > 1))
            findings.Add(new("ND-ID", FindingSeverity.Error, twice.Key, "id", "Two steps have the same id.", "Give one of them another id."));
        foreach (var unnamed in graph.Plans.Where(p => p.Node.Id.Length == 0))
            findings.Add(new("ND-ID", FindingSeverity.Error, unnamed.Node.NodeId, "id", "A step has no id.", "Save it again from the editor."));
        foreach (var argument in graph.Definition.Inputs.Concat(graph.Definition.Outputs).Where(argument => !argument.TypeIsKnown))
            findings.Add(new("SR-04", FindingSeverity.Warning, null, argument.Name, $"The type of \"{argument.Name}\" is not known here; it takes any value.", "Choose a known type."));
        var options = graph.Definition.Options.ToJsonString() + graph.Definition.CustomProperties.ToJsonString();
        if (options.Contains("TokenBased", StringComparison.Ordinal))
            findings.Add(new("FC-TOKEN", FindingSeverity.Warning, null, "options", "The procedure asks for token mode; it runs in counter mode.", "Check its joins."));
    }

    private static void CheckVariable(ActivityNode node, Variable variable, List<Finding> findings)
    {
        if (!variable.TypeIsKnown)
            findings.Add(new("SR-04", FindingSeverity.Warning, node.NodeId, "variables", $"The type of variable \"{variable.Name}\" is not known here; it holds any value.", "Choose a known type."));
        if (variable.StartIsInvalid)
            findings.Add(new("EX-CONVERT", FindingSeverity.Warning, node.NodeId, "variables", $"The first value of variable \"{variable.Name}\" does not fit its type; it starts empty.",
                "Correct the value or the type."));
        if (node.Variables.Count(v => string.Equals(v.Name, variable.Name, StringComparison.OrdinalIgnoreCase)) > 1)
            findings.Add(new("VA-DUP", FindingSeverity.Error, node.NodeId, "variables", $"Two variables are named \"{variable.Name}\".", "Rename one of them."));
    }

    // D-05: work in a stage begins at one place that nothing else runs beside.
    private static void CheckEntries(WorkflowGraph graph, List<Finding> findings)
    {
        foreach (var entry in graph.Plans.Where(p => p.Node.IsEntry))
            if (entry.Parent != graph.Root || graph.Root?.Flowchart is null)
                findings.Add(new("CRM-ENTRY", FindingSeverity.Error, entry.Node.NodeId, "crm:entry", $"The entry of stage \"{entry.Node.Stage}\" is not a direct step of the main flow.",
                    "Move the entry to the main flow."));
        foreach (var stage in graph.Plans.Where(p => p.Node.IsEntry && p.Node.Stage is not null).GroupBy(p => p.Node.Stage).Where(g => g.Count() > 1))
            findings.Add(new("CRM-ENTRY", FindingSeverity.Error, stage.Last().Node.NodeId, "crm:entry", $"Stage \"{stage.Key}\" has more than one entry.", "Mark one step only."));
    }
}
