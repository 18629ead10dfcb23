using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Tests.Schemas;

/// <summary>The schema of a definition document: its frame, and one shape per kind of step that this release runs.</summary>
internal static class WorkflowSchema
{
    public const string Draft = "https://json-schema.org/draft/2020-12/schema";

    public static JsonObject Of(ActivityDescriptors activities) => new()
    {
        ["$schema"] = Draft,
        ["title"] = "Workflow definition",
        ["description"] = "A definition that CrmFlow executes. Made from the registered steps; unknown members and steps are allowed, because they are kept.",
        ["type"] = "object",
        ["required"] = Texts("definitionId", "root"),
        ["properties"] = Frame(),
        ["definitions"] = Definitions(activities),
    };

    private static JsonObject Frame() => new()
    {
        ["$schema"] = Type("string"),
        ["id"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 64, ["description"] = "Identity of this version." },
        ["definitionId"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["description"] = "Identity over all versions." },
        ["name"] = Type("string", "null"),
        ["description"] = Type("string", "null"),
        ["createdAt"] = Type("string", "null"),
        ["version"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
        ["toolVersion"] = new JsonObject { ["type"] = Texts("string", "null"), ["pattern"] = "^[0-9]+(\\.[0-9]+){1,3}$" },
        ["isLatest"] = Type("boolean"),
        ["isPublished"] = Type("boolean"),
        ["isReadonly"] = Type("boolean"),
        ["isSystem"] = Type("boolean"),
        ["variables"] = Many(Ref("variable")),
        ["inputs"] = Many(Type("object")),
        ["outputs"] = Many(Type("object")),
        ["outcomes"] = Many(Type("string")),
        ["customProperties"] = new JsonObject
        {
            ["type"] = Texts("object", "null"),
            ["properties"] = new JsonObject
            {
                ["crm:dealType"] = new JsonObject { ["type"] = "string", ["description"] = "The code of the deal type that the definition drives." },
                ["crm:contentHash"] = Type("string"),
                ["crm:approvedBy"] = new JsonObject(),
            },
        },
        ["options"] = Type("object", "null"),
        ["root"] = Ref("node"),
    };

    private static JsonObject Definitions(ActivityDescriptors activities)
    {
        var all = activities.All.ToList();
        var definitions = new JsonObject
        {
            ["node"] = NodeSchema.Any([.. all.Select(a => a.Type).Distinct()]),
            ["text"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "One text in both languages.",
                ["required"] = Texts("en", "ru"),
                ["properties"] = new JsonObject { ["en"] = Type("string"), ["ru"] = Type("string") },
            },
            ["variable"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = Texts("name"),
                ["properties"] = new JsonObject
                {
                    ["id"] = Type("string"),
                    ["name"] = Type("string"),
                    ["typeName"] = Type("string"),
                    ["isArray"] = Type("boolean"),
                    ["value"] = new JsonObject { ["type"] = Texts("string", "null"), ["description"] = "Always text; converted when its container starts." },
                    ["storageDriverTypeName"] = Type("string", "null"),
                },
            },
            ["connection"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = Texts("source", "target"),
                ["properties"] = new JsonObject { ["source"] = Ref("end"), ["target"] = Ref("end"), ["vertices"] = Many(new JsonObject()) },
            },
            ["end"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = Texts("activity"),
                ["properties"] = new JsonObject { ["activity"] = Type("string"), ["port"] = Type("string", "null") },
            },
        };
        foreach (var type in all.SelectMany(a => a.Inputs).Where(i => i.IsWrapped).Select(i => i.TypeName).Distinct().Order(StringComparer.Ordinal))
            definitions[InputSchema.Name(type)] = InputSchema.Of(type);
        foreach (var activity in all) definitions[activity.Type] = NodeSchema.Of(activity);
        return definitions;
    }

    public static JsonObject Ref(string name) => new() { ["$ref"] = "#/definitions/" + name };

    public static JsonObject Type(params string[] types) => new() { ["type"] = types.Length == 1 ? types[0] : Texts(types) };

    public static JsonObject Many(JsonNode items) => new() { ["type"] = Texts("array", "null"), ["items"] = items };

    public static JsonArray Texts(params IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];

    /// <summary>The kinds of expressions that are executed.</summary>
    public static IEnumerable<string> Languages =>
        new[] { "Literal", "Object", "Json", "Variable", "Input", "JavaScript", "Liquid" }.Where(ExpressionEvaluator.IsSupported);
}
