using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Tests.Schemas;

/// <summary>The shape of an input: a bare value, or the envelope of an expression.</summary>
internal static class InputSchema
{
    public static string Name(string type) => "input:" + type;

    /// <summary>The member of a node: its type's shape with what the kind of step says about it.</summary>
    public static JsonObject Member(InputDescriptor input)
    {
        var member = new JsonObject();
        if (input.Description is { } description) member["description"] = description;
        if (input.Default is { } fallback) member["default"] = fallback.DeepClone();
        if (!input.IsWrapped) return member;
        // A sibling of a reference is not read by every tool; a list of one says the same to all.
        member["allOf"] = new JsonArray(input.Options.Count == 0 ? WorkflowSchema.Ref(Name(input.TypeName)) : Envelope(new JsonObject { ["enum"] = WorkflowSchema.Texts(input.Options) }));
        return member;
    }

    public static JsonObject Of(string type) => Envelope(Literal(type));

    private static JsonObject Envelope(JsonObject literal) => new()
    {
        ["anyOf"] = new JsonArray(WorkflowSchema.Type("null"), literal, new JsonObject
        {
            ["type"] = "object",
            ["required"] = WorkflowSchema.Texts("typeName", "expression"),
            ["properties"] = new JsonObject
            {
                ["typeName"] = WorkflowSchema.Type("string"),
                ["expression"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = WorkflowSchema.Texts("type"),
                    ["anyOf"] = new JsonArray(
                        Expression(["Literal"], new JsonObject { ["anyOf"] = new JsonArray(WorkflowSchema.Type("null"), literal.DeepClone()) }),
                        Expression([.. WorkflowSchema.Languages.Except(["Literal"])], [])),
                },
            },
        }),
    };

    private static JsonObject Expression(IReadOnlyList<string> languages, JsonObject value) => new()
    {
        ["properties"] = new JsonObject { ["type"] = new JsonObject { ["enum"] = WorkflowSchema.Texts(languages) }, ["value"] = value },
    };

    private static JsonObject Literal(string type) => type switch
    {
        "Boolean" => Either(WorkflowSchema.Type("boolean"), new JsonObject { ["enum"] = WorkflowSchema.Texts("true", "false", "True", "False") }),
        "Int32" or "Int64" => Either(WorkflowSchema.Type("integer"), new JsonObject { ["type"] = "string", ["pattern"] = "^-?[0-9]+$" }),
        "TimeSpan" => new JsonObject { ["type"] = "string", ["description"] = "[d.]hh:mm:ss, or a duration such as PT2H." },
        "String" => WorkflowSchema.Type("string", "number", "boolean"),
        _ when type.EndsWith("[]", StringComparison.Ordinal) => WorkflowSchema.Type("array", "string"),
        _ => WorkflowSchema.Type("string", "number", "boolean", "array"),
    };

    private static JsonObject Either(JsonObject one, JsonObject other) => new() { ["anyOf"] = new JsonArray(one, other) };
}
