using System.Text.Json.Nodes;
using Crm.Domain.Deals;

namespace Crm.Workflows.Definitions;

/// <summary>Checks a definition against the stages of the deal type that it drives: the stages, checks and moves that its steps name are there.</summary>
internal sealed class StageRules(WorkflowGraph graph, StageFlow flow, List<Finding> findings)
{
    private const string Move = "Crm.MoveDeal", WaitForMove = "Crm.WaitForMove", Closed = "Closed";

    public void Check()
    {
        foreach (var plan in graph.Plans)
        {
            if (plan.Node.Stage is { } own) Known(plan.Node, "crm:stage", own);
            if (plan.Descriptor is null || !plan.Node.Type.StartsWith("Crm.", StringComparison.Ordinal)) continue;
            foreach (var input in plan.Inputs.Where(input => input.ExpressionType is null)) Named(plan.Node, input.Descriptor.Name, input.Value);
            foreach (var gate in GatesOfChoices(plan)) Gate(plan.Node, "choices", gate);
        }
        foreach (var chart in graph.Plans.Select(plan => plan.Flowchart).OfType<FlowchartGraph>())
            foreach (var way in chart.Connections.Where(way => chart.Children[way.Source].Type == WaitForMove && way.Port != Closed))
                Known(chart.Children[way.Source], way.Key, way.Port);
        foreach (var stage in flow.Working.Where(stage => graph.EntryOf(stage.Code) is null))
            findings.Add(Finding.Error("CRM-ENTRY.none", graph.Root?.Node.NodeId, "crm:entry", stage.Name));
    }

    private void Named(ActivityNode node, string member, JsonNode? value)
    {
        if (value?.ToString() is not { Length: > 0 } name) return;
        if (member == "gate") Gate(node, member, name);
        if (member is not ("stage" or "toStage") || !Known(node, member, name) || node.Type != Move) return;
        if (flow.Stage(name).Kind != StageKind.Working)
            findings.Add(Finding.Error("CRM-STAGE.working", node.NodeId, member, node.Titled, flow.Stage(name).Name));
        else if (flow.ControlMode == ControlMode.Strict && node.Stage is { } from && flow.Find(from) is { } before && flow.Transition(from, name) is null)
            findings.Add(Finding.Error("CRM-MOVE", node.NodeId, member, node.Titled, before.Name, flow.Stage(name).Name));
    }

    private bool Known(ActivityNode node, string member, string code)
    {
        if (flow.Find(code) is not null) return true;
        findings.Add(Finding.Error("CRM-STAGE", node.NodeId, member, node.Titled, code));
        return false;
    }

    private void Gate(ActivityNode node, string member, string code)
    {
        if (flow.Gate(code) is null) findings.Add(Finding.Error("CRM-GATE", node.NodeId, member, node.Titled, code));
    }

    private static IEnumerable<string> GatesOfChoices(NodePlan plan) => plan.InputPosition("choices") is var at and >= 0 && plan.Inputs[at].Value is JsonArray choices
        ? choices.Objects().SelectMany(choice => (choice.Json["gates"] as JsonArray)?.Select(gate => gate?.ToString()).OfType<string>() ?? [])
        : [];
}
