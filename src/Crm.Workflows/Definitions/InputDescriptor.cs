using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>One input of a kind of step. <paramref name="Name"/> is the member of the document, in camel case.</summary>
public sealed record InputDescriptor(string Name, string TypeName)
{
    /// <summary>The hint of an input that names another definition.</summary>
    public const string DefinitionPicker = "workflow-definition-picker";

    public JsonNode? Default { get; init; }
    public bool Required { get; init; }

    /// <summary>False for members that are read raw, without the envelope of an expression (IN-04).</summary>
    public bool IsWrapped { get; init; } = true;

    /// <summary>A condition is evaluated pure (JS-01).</summary>
    public bool IsCondition { get; init; }

    public bool IsSensitive { get; init; }
    public string? Description { get; init; }
    public string? UiHint { get; init; }
    public IReadOnlyList<string> Options { get; init; } = [];
}
