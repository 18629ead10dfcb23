using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Crm.Architecture.Tests.Code;

/// <summary>A type as the compiler left it, with its closures and state machines counted as its own.</summary>
internal sealed class CompiledType
{
    private readonly Lazy<IReadOnlySet<TypeReference>> uses;

    public CompiledType(TypeDefinition definition)
    {
        Definition = definition;
        uses = new(() => UsedTypes.Of(Everything(definition)));
    }

    public TypeDefinition Definition { get; }

    public string Namespace => Definition.Namespace;

    public string Name => Definition.Name.Split('`')[0];

    public string FullName => Definition.FullName;

    public bool IsGenerated => Name.Contains('<', StringComparison.Ordinal) || Namespace.Length == 0
        || Definition.CustomAttributes.Any(a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute");

    /// <summary>The full names of all types it mentions anywhere.</summary>
    public IEnumerable<TypeReference> Uses => uses.Value;

    public IEnumerable<Call> Calls =>
        from type in Everything(Definition)
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        let isAddress = instruction.OpCode == OpCodes.Ldftn || instruction.OpCode == OpCodes.Ldvirtftn
        where isAddress || instruction.OpCode.FlowControl is FlowControl.Call
        let target = instruction.Operand as MethodReference
        where target is not null
        select new Call(this, method, target, isAddress);

    public bool Extends(string fullName)
    {
        for (var type = Definition; type?.BaseType is { } parent; type = TryResolve(parent))
        {
            if (parent.FullName == fullName)
                return true;
        }
        return false;
    }

    private static TypeDefinition? TryResolve(TypeReference reference)
    {
        try
        {
            return reference.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    private static IEnumerable<TypeDefinition> Everything(TypeDefinition type) =>
        type.NestedTypes.SelectMany(Everything).Prepend(type);
}
