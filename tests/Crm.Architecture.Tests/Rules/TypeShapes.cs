using Crm.Architecture.Tests.Code;
using Mono.Cecil;

namespace Crm.Architecture.Tests.Rules;

internal static class TypeShapes
{
    public static IReadOnlyList<string> OpenForInheritance(IEnumerable<CompiledType> types) =>
        [.. from type in types
            where !type.IsGenerated && !IsComponent(type)
            from shape in WithNested(type.Definition)
            where shape.IsClass && !shape.IsValueType && !shape.IsSealed && !shape.IsAbstract && !shape.Name.Contains('<', StringComparison.Ordinal)
            select $"{shape.FullName} is neither sealed nor abstract"];

    public static IReadOnlyList<string> OpenForWriting(IEnumerable<CompiledType> types) =>
        [.. from type in types
            where !type.IsGenerated
            from shape in WithNested(type.Definition)
            from member in Setters(shape).Concat(Fields(shape))
            select $"{shape.FullName}.{member} can be set from outside"];

    // The compiler of Razor writes these classes, and cannot be told to seal them.
    private static bool IsComponent(CompiledType type) =>
        type.Extends("Microsoft.AspNetCore.Components.ComponentBase") || type.Name == "_Imports";

    private static IEnumerable<string> Setters(TypeDefinition type) =>
        from property in type.Properties
        where property.SetMethod is { IsPublic: true } setter && !IsInitOnly(setter)
        select property.Name;

    private static IEnumerable<string> Fields(TypeDefinition type) =>
        from field in type.Fields
        where field is { IsPublic: true, IsInitOnly: false, IsLiteral: false, IsRuntimeSpecialName: false }
        select field.Name;

    private static bool IsInitOnly(MethodDefinition setter) =>
        setter.ReturnType is RequiredModifierType { ModifierType.Name: "IsExternalInit" };

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) =>
        type.NestedTypes
            .Where(nested => !nested.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(WithNested)
            .Prepend(type);
}
