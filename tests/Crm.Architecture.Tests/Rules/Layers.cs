using System.Xml.Linq;
using Crm.Architecture.Tests.Code;

namespace Crm.Architecture.Tests.Rules;

/// <summary>Which way knowledge may flow. Each rule returns one sentence per violation.</summary>
internal static class Layers
{
    public static IReadOnlyList<string> ReferencesBeyond(IEnumerable<string> references, params string[] allowed) =>
        [.. references.Where(name => !allowed.Any(name.IsIn)).Select(name => $"references {name}")];

    /// <summary>A package that nothing uses leaves no trace in the assembly, so the project file is read too.</summary>
    public static IReadOnlyList<string> PackagesIn(string project, params string[] allowed) =>
        [.. from reference in XDocument.Parse(project).Descendants()
            where reference.Name.LocalName is "PackageReference" or "FrameworkReference" or "Reference"
            let name = (string?)reference.Attribute("Include") ?? ""
            where !allowed.Contains(name)
            select $"has a reference to {name}"];

    public static IReadOnlyList<string> Imports(IEnumerable<CompiledType> types, string within, params string[] forbidden) =>
        [.. from type in types
            where type.Namespace.IsIn(within)
            from used in type.Uses
            where forbidden.Any(used.Namespace.IsIn)
            select $"{type.FullName} uses {used.FullName}"];

    public static IReadOnlyList<string> UsesOutside(IEnumerable<CompiledType> types, string guarded, params string[] homes) =>
        [.. from type in types
            where !homes.Any(type.Namespace.IsIn)
            from used in type.Uses
            where used.Namespace.IsIn(guarded)
            select $"{type.FullName} uses {used.FullName}"];

    public static IReadOnlyList<string> FeaturesThatImportFeatures(IEnumerable<CompiledType> types, string features)
    {
        return [.. from type in types
            where type.Namespace.IsIn(features)
            from used in type.Uses
            where used.Namespace.IsIn(features) && FeatureOf(used.Namespace) is { Length: > 0 } other && other != FeatureOf(type.Namespace)
            select $"{type.FullName} uses {used.FullName}"];

        string FeatureOf(string space) => space[features.Length..].TrimStart('.').Split('.')[0];
    }
}
