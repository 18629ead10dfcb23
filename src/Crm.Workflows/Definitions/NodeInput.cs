using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>One input of one node, prepared: either a constant converted once, or an expression.</summary>
public sealed class NodeInput
{
    private NodeInput(InputDescriptor descriptor)
    {
        Descriptor = descriptor;
        Type = TypeAlias.Parse(descriptor.TypeName);
    }

    public InputDescriptor Descriptor { get; }
    public TypeAlias Type { get; }

    /// <summary>Null for a constant.</summary>
    public string? ExpressionType { get; private init; }

    /// <summary>The constant, or the source of the expression. Shared between instances: never changed, copied before it is put anywhere.</summary>
    public JsonNode? Value { get; private init; }

    /// <summary>The literal that cannot become the input's type (CV-04).</summary>
    public string? Fault { get; private init; }

    /// <summary>An object without <c>typeName</c> in the place of an expression: treated as not set (IN-03).</summary>
    public bool IsIgnored { get; private init; }

    public bool IsSet { get; private init; }

    public static NodeInput Of(InputDescriptor descriptor, ActivityNode node)
    {
        var member = node.Json[descriptor.Name];
        if (!descriptor.IsWrapped) return new(descriptor) { Value = member ?? descriptor.Default, IsSet = member is not null };
        if (member is not JsonObject envelope) return Constant(descriptor, member ?? descriptor.Default, member is not null);
        if (envelope.Text("typeName") is null) return new(descriptor) { Value = descriptor.Default, IsIgnored = true };
        if (envelope["expression"] is not JsonObject expression) return Constant(descriptor, descriptor.Default, false);
        var type = expression.Text("type") ?? "Literal";
        var value = expression["value"];
        return type == "Literal"
            ? Constant(descriptor, value ?? descriptor.Default, value is not null)
            : new(descriptor) { ExpressionType = type, Value = value, IsSet = true };
    }

    private static NodeInput Constant(InputDescriptor descriptor, JsonNode? value, bool isSet)
    {
        try
        {
            return new(descriptor) { Value = ValueConversion.Convert(value, TypeAlias.Parse(descriptor.TypeName)), IsSet = isSet };
        }
        catch (ExpressionException fault)
        {
            return new(descriptor) { Fault = fault.Message, IsSet = true };
        }
    }
}
