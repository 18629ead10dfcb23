using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstanceState))]
internal sealed partial class InstanceJson : JsonSerializerContext
{
    // Names and titles in the document stay readable; it is stored and served as JSON, never inside HTML.
    public static InstanceJson Readable { get; } = Create();

    private static InstanceJson Create() =>
        new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
