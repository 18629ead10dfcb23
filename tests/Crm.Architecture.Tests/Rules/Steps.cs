using System.Text.Json;
using Crm.Architecture.Tests.Code;

namespace Crm.Architecture.Tests.Rules;

/// <summary>A kind of step that nobody registered never runs; one that no test runs may as well not.</summary>
internal static class Steps
{
    private const string Step = "Crm.Workflows.Runtime.Activity";

    public static IReadOnlyList<string> Unregistered(IEnumerable<CompiledType> types, IReadOnlyCollection<string> registered) =>
        [.. types.Where(type => !type.Definition.IsAbstract && type.Extends(Step) && !registered.Contains(type.FullName))
            .Select(type => $"{type.FullName} is not registered")];

    /// <summary>A test names the type, or a shipped flow holds it: those are walked from end to end.</summary>
    public static IReadOnlyList<string> Untested(IEnumerable<string> stepTypes, IReadOnlyCollection<string> texts) =>
        [.. stepTypes.Where(type => !texts.Any(text => Names(text, type) || Names(text, type.Split('.')[^1])))
            .Select(type => $"{type} is in no test")];

    public static IReadOnlyList<string> MissingInSchema(IEnumerable<string> stepTypes, string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var definitions = document.RootElement.GetProperty("definitions");
        return [.. stepTypes.Where(type => !definitions.TryGetProperty(type, out _)).Select(type => $"{type} is not in the schema")];
    }

    private static bool Names(string text, string type) => text.Contains($"\"{type}\"", StringComparison.Ordinal);
}
