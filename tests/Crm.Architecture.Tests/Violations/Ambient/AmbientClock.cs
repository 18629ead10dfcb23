#pragma warning disable RS0030 // the rule has to find what the analyzer forbids
namespace Crm.Architecture.Tests.Violations.Ambient;

internal static class AmbientClock
{
    public static DateTimeOffset Now() => DateTimeOffset.UtcNow;

    public static Func<Guid> InAClosure() => () => Guid.NewGuid();

    public static async Task<int> InAStateMachine(Task<int> other)
    {
        await Task.Yield();
        return other.Result;
    }
}
