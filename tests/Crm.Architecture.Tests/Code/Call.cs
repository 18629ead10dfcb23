using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Crm.Architecture.Tests.Code;

/// <summary>One call, or one taking of a method's address for a delegate.</summary>
internal sealed partial record Call(CompiledType Caller, MethodDefinition From, MethodReference To, bool IsAddress)
{
    public string Target => $"{To.DeclaringType.GetElementType().FullName}.{To.Name}";

    /// <summary>The method as a person wrote it: a closure and a state machine belong to the method around them.</summary>
    public string WrittenIn => Parts().Select(name => Generated().Match(name)).FirstOrDefault(match => match.Success)?.Groups["method"].Value ?? From.Name;

    /// <summary>Written inside a lambda or a local function, or in the state machine of one.</summary>
    public bool IsInClosure => Parts().Any(name => Closure().IsMatch(name));

    public override string ToString() => $"{Caller.FullName} ({From.Name}) calls {Target}";

    private string[] Parts() => [From.Name, From.DeclaringType.Name];

    [GeneratedRegex("^<+(?<method>[^<>]+)>")]
    private static partial Regex Generated();

    [GeneratedRegex("<[^<>]+>(b|g)__")]
    private static partial Regex Closure();
}
