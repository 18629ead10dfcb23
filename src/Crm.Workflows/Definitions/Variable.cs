using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>A declared variable; its value in the document is text that is converted when its container starts.</summary>
public sealed class Variable
{
    private readonly JsonNode? _start;

    public Variable(string id, string name, TypeAlias type, JsonNode? value, string? storage)
    {
        Id = id;
        Name = name;
        Type = type;
        Storage = storage;
        try
        {
            _start = ValueConversion.Convert(value, type);
        }
        catch (ExpressionException)
        {
            StartIsInvalid = true;
        }
    }

    public string Id { get; }
    public string Name { get; }
    public TypeAlias Type { get; }
    public string? Storage { get; }

    /// <summary>A type that is not in the table is kept as text and taken for any value (SR-04).</summary>
    public bool TypeIsKnown { get; init; } = true;

    /// <summary>The text could not be converted: the variable starts empty and the validator warns.</summary>
    public bool StartIsInvalid { get; }

    /// <summary>VA-01: only these survive a suspension.</summary>
    public bool IsStored => Storage is not null && Storage.Contains("WorkflowInstanceStorageDriver", StringComparison.Ordinal)
        || Storage is not null && Storage.Contains(".WorkflowStorageDriver", StringComparison.Ordinal);

    public JsonNode? Start => _start;
}
