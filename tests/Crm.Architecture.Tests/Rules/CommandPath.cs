using Crm.Architecture.Tests.Code;
using Mono.Cecil;

namespace Crm.Architecture.Tests.Rules;

/// <summary>
/// A verb of a deal or a task is called by the domain, by the engine, and by what a door hands to the command:
/// a closure, or a method given by its name, in a method that runs the command, or a method that takes the command's scope,
/// which only the command can make.
/// </summary>
internal sealed class CommandPath(string runnerSpace)
{
    private const string Cause = "Crm.Domain.Deals.Cause";

    /// <summary>Public methods that take a cause or return nothing: the others only answer questions.</summary>
    public static IReadOnlySet<string> VerbsOf(IEnumerable<CompiledType> domain, params string[] entities) =>
        (from type in domain
         where entities.Contains(type.FullName)
         from method in type.Definition.Methods
         where method.IsPublic && !method.IsGetter && !method.IsSetter && !method.IsConstructor
         where method.Parameters.Any(parameter => parameter.ParameterType.FullName == Cause)
             || (!method.IsStatic && method.ReturnType.FullName == "System.Void")
         select $"{type.FullName}.{method.Name}").ToHashSet();

    /// <param name="exceptions">Verb and the namespace that may call it all the same.</param>
    public IReadOnlyList<string> VerbsBesideTheCommand(
        IEnumerable<CompiledType> types, IReadOnlySet<string> verbs, params (string Verb, string Space)[] exceptions) =>
        [.. from type in types
            let given = GivenToTheCommand(type)
            from call in type.Calls
            where verbs.Contains(call.Target)
            where !exceptions.Any(allowed => call.Target == allowed.Verb && type.Namespace.IsIn(allowed.Space))
            where !(call.IsInClosure && given.Runners.Contains(call.WrittenIn)) && !given.Methods.Contains(call.WrittenIn)
            select call.ToString()];

    public IReadOnlyList<string> Deliveries(IEnumerable<CompiledType> types, string deliver) =>
        [.. from type in types
            where !IsRunner(type.Definition) && type.FullName != deliver[..deliver.LastIndexOf('.')]
            from call in type.Calls
            where call.Target == deliver
            select call.ToString()];

    private (HashSet<string> Runners, HashSet<string> Methods) GivenToTheCommand(CompiledType type)
    {
        var runners = type.Calls
            .Where(call => IsRunner(call.To.DeclaringType) && call.To.Name.StartsWith("Run", StringComparison.Ordinal))
            .Select(call => call.WrittenIn)
            .ToHashSet();
        var methods = type.Calls
            .Where(call => call.IsAddress && runners.Contains(call.WrittenIn) && call.To.DeclaringType.FullName == type.FullName)
            .Select(call => call.To.Name)
            .Concat(type.Definition.Methods.Where(method => method.Parameters.Any(part => IsRunner(part.ParameterType))).Select(method => method.Name))
            .ToHashSet();
        return (runners, methods);
    }

    private bool IsRunner(TypeReference type) =>
        type.Namespace == runnerSpace && type.Name.StartsWith("Command", StringComparison.Ordinal);
}
