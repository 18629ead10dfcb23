using System.Reflection;
using Mono.Cecil;

namespace Crm.Architecture.Tests.Code;

/// <summary>The assemblies under the rules, read from the files beside the tests.</summary>
internal static class CompiledCode
{
    public static AssemblyDefinition Domain { get; } = Read(typeof(Domain.DomainException).Assembly);

    public static AssemblyDefinition Workflows { get; } = Read(System.Reflection.Assembly.Load("Crm.Workflows"));

    public static AssemblyDefinition Web { get; } = Read(typeof(Program).Assembly);

    public static AssemblyDefinition Violations { get; } = Read(typeof(CompiledCode).Assembly);

    public static IEnumerable<AssemblyDefinition> All => [Domain, Workflows, Web];

    public static IReadOnlyList<CompiledType> Types(this AssemblyDefinition assembly) =>
        [.. assembly.MainModule.Types.Where(type => type.Name != "<Module>").Select(type => new CompiledType(type))];

    /// <summary>The types written to break one rule; each folder of violations is a namespace.</summary>
    public static IReadOnlyList<CompiledType> Violating(string rule) =>
        [.. Violations.Types().Where(type => type.Namespace.IsIn("Crm.Architecture.Tests.Violations." + rule))];

    public static bool IsIn(this string name, string space) =>
        name == space || name.StartsWith(space + ".", StringComparison.Ordinal);

    private static AssemblyDefinition Read(Assembly assembly)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        foreach (var shared in new[] { typeof(object), typeof(Microsoft.AspNetCore.Components.ComponentBase) })
            resolver.AddSearchDirectory(Path.GetDirectoryName(shared.Assembly.Location));
        return AssemblyDefinition.ReadAssembly(assembly.Location, new() { AssemblyResolver = resolver });
    }
}
