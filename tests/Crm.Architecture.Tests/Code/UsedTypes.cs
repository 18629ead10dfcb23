using Mono.Cecil;

namespace Crm.Architecture.Tests.Code;

internal static class UsedTypes
{
    public static IReadOnlySet<TypeReference> Of(IEnumerable<TypeDefinition> types)
    {
        var used = new Dictionary<string, TypeReference>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            Add(type.BaseType);
            foreach (var part in type.Interfaces)
                Add(part.InterfaceType);
            foreach (var field in type.Fields)
                Add(field.FieldType);
            AddAttributes(type);
            foreach (var method in type.Methods)
                AddMethod(method);
        }
        return used.Values.ToHashSet();

        void AddMethod(MethodDefinition method)
        {
            AddSignature(method);
            AddAttributes(method);
            if (!method.HasBody)
                return;
            foreach (var local in method.Body.Variables)
                Add(local.VariableType);
            foreach (var operand in method.Body.Instructions.Select(instruction => instruction.Operand))
            {
                switch (operand)
                {
                    case TypeReference type:
                        Add(type);
                        break;
                    case MethodReference called:
                        Add(called.DeclaringType);
                        AddSignature(called);
                        if (called is GenericInstanceMethod generic)
                            foreach (var argument in generic.GenericArguments)
                                Add(argument);
                        break;
                    case FieldReference field:
                        Add(field.DeclaringType);
                        Add(field.FieldType);
                        break;
                }
            }
        }

        void AddSignature(MethodReference method)
        {
            Add(method.ReturnType);
            foreach (var parameter in method.Parameters)
                Add(parameter.ParameterType);
        }

        void AddAttributes(ICustomAttributeProvider member)
        {
            foreach (var attribute in member.CustomAttributes)
                Add(attribute.AttributeType);
        }

        void Add(TypeReference? type)
        {
            if (type is null or GenericParameter)
                return;
            if (type is GenericInstanceType generic)
                foreach (var argument in generic.GenericArguments)
                    Add(argument);
            if (type is TypeSpecification inner)
                Add(inner.ElementType);
            else
                used.TryAdd(Outermost(type).FullName, Outermost(type));
        }
    }

    // A nested type has no namespace of its own.
    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
