using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Workflows.Tests.Schemas;

/// <summary>The schema of a stage flow, from the very records and options that read it.</summary>
internal static class StagesSchema
{
    private static readonly JsonSerializerOptions Readable = new(StageFlow.Json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static JsonObject Build()
    {
        var schema = new JsonObject
        {
            ["$schema"] = WorkflowSchema.Draft,
            ["title"] = "Stage flow",
            ["description"] = "The stages of a deal type, the permitted moves, the gates. Made from the records that read it; unknown members are refused.",
        };
        foreach (var (name, value) in Shape(typeof(StageFlow))) schema[name] = value?.DeepClone();
        schema["definitions"] = new JsonObject { ["text"] = Shape(typeof(LocalText)), ["check"] = Checks() };
        return schema;
    }

    private static JsonObject Checks() => new()
    {
        ["type"] = "object",
        ["anyOf"] = new JsonArray([.. typeof(Check).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(Kind)]),
    };

    private static JsonObject Kind(JsonDerivedTypeAttribute check)
    {
        var shape = Shape(check.DerivedType);
        var required = shape["required"] as JsonArray ?? [];
        required.Insert(0, "kind");
        shape["required"] = required.DeepClone();
        var members = shape["properties"] as JsonObject ?? [];
        members.Insert(0, "kind", new JsonObject { ["enum"] = WorkflowSchema.Texts((string)check.TypeDiscriminator!) });
        shape["properties"] = members.DeepClone();
        return shape;
    }

    private static JsonObject Shape(Type of) => (JsonObject)Readable.GetJsonSchemaAsNode(of, new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) =>
            context.Path.IsEmpty ? schema
            : context.TypeInfo.Type == typeof(Check) ? WorkflowSchema.Ref("check")
            : context.TypeInfo.Type == typeof(LocalText) ? Text(schema)
            : schema,
    });

    private static JsonObject Text(JsonNode schema) => schema["type"] is JsonArray
        ? new JsonObject { ["anyOf"] = new JsonArray(WorkflowSchema.Type("null"), WorkflowSchema.Ref("text")) }
        : WorkflowSchema.Ref("text");
}
