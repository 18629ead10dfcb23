using Crm.Architecture.Tests.Violations.Imports.Tasks;

namespace Crm.Architecture.Tests.Violations.Imports.Deals;

internal static class DealPage
{
    public static async Task<object> InAStateMachine()
    {
        await Task.Yield();
        return new List<TaskPage>();
    }
}
