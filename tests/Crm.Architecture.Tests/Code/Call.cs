using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Crm.Architecture.Tests.Code;

internal sealed partial record Call(CompiledType Caller, MethodDefinition From, MethodReference To)
{
    public string Target => $"{To.DeclaringType.GetElementType().FullName}.{To.Name}";

    /// <summary>Written inside a lambda, or in the state machine of one.</summary>
    public bool IsInLambda => Lambda().IsMatch(From.Name) || Lambda().IsMatch(From.DeclaringType.Name);

    public override string ToString() => $"{Caller.FullName} ({From.Name}) calls {Target}";

    [GeneratedRegex("<.*>b__")]
    private static partial Regex Lambda();
}
