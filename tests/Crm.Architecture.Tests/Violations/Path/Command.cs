using Crm.Domain.Deals;

namespace Crm.Architecture.Tests.Violations.Path;

internal static class Command
{
    public static Task RunAsync(Action<Deal> verb)
    {
        ArgumentNullException.ThrowIfNull(verb);
        return Task.CompletedTask;
    }
}
