using System.Runtime.CompilerServices;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests;

/// <summary>A definition from <c>workflows/</c>; its steps for deals and tasks are told their outcomes, so that only the flow is under test.</summary>
internal static class ShippedFlow
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../workflows"));

    public static string Text(string id) => File.ReadAllText(Path.Combine(Folder, id + ".json"));

    public static Trace Run(string id, string? entry, params (string, string)[] outcomes)
    {
        var told = ActivityCatalog.Registry().All.Where(a => a.Descriptor.Type.StartsWith("Crm.", StringComparison.Ordinal))
            .Select(a => (Activity)new TestStep(outcomes, a.Descriptor));
        return new Trace(DefinitionJson.Parse(Text(id)), [], entry, more: told);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
