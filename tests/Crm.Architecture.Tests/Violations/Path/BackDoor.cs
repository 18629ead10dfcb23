using Crm.Domain.Deals;

namespace Crm.Architecture.Tests.Violations.Path;

internal static class BackDoor
{
    public static void Straight(Deal deal, Cause cause, DateTimeOffset now) => deal.Resume(cause, now);

    public static void InAClosureOfSomethingElse(List<Deal> deals, Cause cause, DateTimeOffset now) =>
        deals.ForEach(deal => deal.Resume(cause, now));

    public static async Task BesideTheCommand(Deal deal, Cause cause, DateTimeOffset now)
    {
        await Command.RunAsync(other => other.Resume(cause, now));
        deal.Resume(cause, now);
    }
}
