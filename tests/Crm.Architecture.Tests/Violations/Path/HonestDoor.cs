using Crm.Domain.Deals;

namespace Crm.Architecture.Tests.Violations.Path;

internal static class HonestDoor
{
    public static async Task ByClosure(Cause cause, DateTimeOffset now) => await Command.RunAsync(deal => deal.Resume(cause, now));

    public static Task ByName() => Command.RunAsync(Resume);

    public static async Task InTheScope(CommandScope scope)
    {
        await Task.Yield();
        scope.Deal.Resume(scope.Cause, scope.Now);
    }

    private static void Resume(Deal deal) => deal.Resume(null!, default);
}
