using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>Where a variable lives: the first of the node's own dynamic variables, its containers from the inside out, the definition (SC-01).</summary>
internal readonly record struct VariablePlace(ActivityExecution Owner, Variable? Declared, DynamicVariable? Dynamic)
{
    private const string Member = "Variables";
    private const int ValueLimit = 256 * 1024;

    public string Id => Declared?.Id ?? Dynamic!.Id;

    public static VariablePlace? WithId(ActivityExecution from, string id) =>
        Find(from, v => v.Id == id, v => v.Id == id);

    public static VariablePlace? Named(ActivityExecution from, string name) =>
        Find(from, v => v.Name == name, v => v.Name == name);

    public JsonNode? Read()
    {
        if (Declared is null) return Dynamic!.Value;
        if (!Declared.IsStored) return Owner.Memory is { } memory && memory.TryGetValue(Declared.Id, out var held) ? held : Declared.Start;
        return Owner.Properties?[Member] is JsonObject stored && stored.TryGetPropertyValue(Declared.Id, out var value) ? value : Declared.Start;
    }

    public void Write(JsonNode? value)
    {
        if (Declared is null) Dynamic!.Value = ValueConversion.Own(value);
        else if (!Declared.IsStored) (Owner.Memory ??= new(StringComparer.Ordinal))[Declared.Id] = value;
        else
        {
            if (Owner.Bag[Member] is not JsonObject stored) Owner.Bag[Member] = stored = [];
            stored[Declared.Id] = ValueConversion.Own(value);
        }
    }

    /// <summary>The value as this variable holds it; refuses what is too large (VA-03).</summary>
    public JsonNode? Accept(JsonNode? value)
    {
        var converted = Declared is null ? value : ValueConversion.Convert(value, Declared.Type);
        if (converted is null || converted is JsonValue && converted.ToString().Length < ValueLimit) return converted;
        if (converted.ToJsonString().Length > ValueLimit) throw new ExpressionException("VA-03", "A variable holds at most 256 KiB.");
        return converted.DeepClone();
    }

    private static VariablePlace? Find(ActivityExecution from, Func<Variable, bool> declared, Func<DynamicVariable, bool> dynamic)
    {
        for (var at = from; at is not null; at = at.Parent)
        {
            if (at.DynamicVariables.FirstOrDefault(dynamic) is { } own) return new(at, null, own);
            if (at.Plan.Node.Variables.FirstOrDefault(declared) is { } variable) return new(at, variable, null);
        }
        return null;
    }
}
