using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>
/// UN-03: a node of a type that is no registered step may stand for a definition that is published for such use. It is found by the
/// version that the node names, else by the definition. What is not found stays as it is, a step that this release does not know.
/// </summary>
/// <param name="load">The text of a definition version.</param>
/// <param name="resolve">The version of a definition that was in force when a user of it was published: the same one for ever, whatever follows.</param>
internal sealed class UsedDefinitions(ActivityDescriptors descriptors, Func<string, CancellationToken, ValueTask<string?>> load,
    Func<string, string, CancellationToken, ValueTask<string?>> resolve)
{
    public ValueTask<WorkflowDefinition> Expand(WorkflowDefinition definition, CancellationToken cancellation) =>
        Expand(definition, [definition.DefinitionId], cancellation);

    private async ValueTask<WorkflowDefinition> Expand(WorkflowDefinition definition, string[] around, CancellationToken cancellation)
    {
        if (!definition.Nodes.Any(IsUse)) return definition;
        var expanded = new WorkflowDefinition(definition.ToJson());
        foreach (var node in expanded.Nodes.Where(IsUse))
        {
            if (await Find(node.Json, definition.Id, cancellation) is not { } used || around.Contains(used.DefinitionId)) continue;
            UsedDefinition.Embed(node.Json, (await Expand(used, [.. around, used.DefinitionId], cancellation)).ToJson());
        }
        return new WorkflowDefinition(expanded.ToJson());
    }

    private async ValueTask<WorkflowDefinition?> Find(JsonObject node, string userVersionId, CancellationToken cancellation)
    {
        var text = node.Text("workflowDefinitionVersionId") is { } version ? await load(version, cancellation) : null;
        if (text is null && node.Text("workflowDefinitionId") is { } id && await resolve(id, userVersionId, cancellation) is { } resolved)
            text = await load(resolved, cancellation);
        return text is not null && DefinitionJson.Parse(text) is { IsUsableAsActivity: true } used ? used : null;
    }

    private bool IsUse(ActivityNode node) => (node.Type == UsedDefinition.StepType || descriptors.Find(node.Type) is null)
        && (node.Json.Text("workflowDefinitionVersionId") ?? node.Json.Text("workflowDefinitionId")) is not null;
}
