using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Tests.Schemas;

/// <summary>The shape of a node: what all have in common, and what its kind of step adds.</summary>
internal static class NodeSchema
{
    public static JsonObject Any(IReadOnlyList<string> known) => new()
    {
        ["type"] = "object",
        ["required"] = WorkflowSchema.Texts("type", "id"),
        ["properties"] = new JsonObject
        {
            ["id"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["description"] = "Unique in its container." },
            ["nodeId"] = WorkflowSchema.Type("string"),
            ["name"] = WorkflowSchema.Type("string", "null"),
            ["type"] = WorkflowSchema.Type("string"),
            ["version"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
            ["customProperties"] = new JsonObject
            {
                ["type"] = WorkflowSchema.Texts("object", "null"),
                ["properties"] = new JsonObject
                {
                    ["crm:title"] = WorkflowSchema.Ref("text"),
                    ["crm:stage"] = new JsonObject { ["type"] = "string", ["description"] = "The code of the stage this step belongs to." },
                    ["crm:entry"] = new JsonObject { ["type"] = "boolean", ["description"] = "Work in the stage begins here; one step per stage." },
                    ["canStartWorkflow"] = WorkflowSchema.Type("boolean"),
                },
            },
            ["metadata"] = WorkflowSchema.Type("object", "null"),
            ["activities"] = WorkflowSchema.Many(WorkflowSchema.Ref("node")),
            ["connections"] = WorkflowSchema.Many(WorkflowSchema.Ref("connection")),
            ["variables"] = WorkflowSchema.Many(WorkflowSchema.Ref("variable")),
        },
        ["anyOf"] = new JsonArray(
        [
            .. known.Select(type => (JsonNode)WorkflowSchema.Ref(type)),
            new JsonObject
            {
                ["description"] = "A step this release does not run: kept as it is, refused when the definition is published.",
                ["properties"] = new JsonObject { ["type"] = new JsonObject { ["not"] = new JsonObject { ["enum"] = WorkflowSchema.Texts(known) } } },
            },
        ]),
    };

    public static JsonObject Of(ActivityDescriptor activity)
    {
        var properties = new JsonObject { ["type"] = new JsonObject { ["enum"] = WorkflowSchema.Texts(activity.Type) } };
        foreach (var input in activity.Inputs) properties[input.Name] = InputSchema.Member(input);
        foreach (var output in activity.Outputs.Where(o => !properties.ContainsKey(o.Name))) properties[output.Name] = Output(output);
        if (activity is { IsContainer: true, Type: not (WorkflowDefinition.FlowchartType or "Elsa.Sequence") })
            properties["body"] = new JsonObject { ["anyOf"] = new JsonArray(WorkflowSchema.Type("null"), WorkflowSchema.Ref("node")) };
        return new JsonObject
        {
            ["title"] = activity.DisplayName,
            ["description"] = "Exits: " + Exits(activity) + ".",
            ["required"] = WorkflowSchema.Texts(["type", .. activity.Inputs.Where(i => i.Required).Select(i => i.Name)]),
            ["properties"] = properties,
        };
    }

    public static string Exits(ActivityDescriptor activity) =>
        string.Join(", ", activity.Outcomes.Concat(activity.DynamicOutcomes ? ["those the step itself names"] : []));

    private static JsonObject Output(OutputDescriptor output) => new()
    {
        ["description"] = $"Fills a variable with a value of type {output.TypeName}.",
        ["type"] = WorkflowSchema.Texts("object", "null"),
        ["properties"] = new JsonObject
        {
            ["typeName"] = WorkflowSchema.Type("string"),
            ["memoryReference"] = new JsonObject
            {
                ["type"] = WorkflowSchema.Texts("object", "null"),
                ["properties"] = new JsonObject { ["id"] = WorkflowSchema.Type("string", "null") },
            },
        },
    };
}
