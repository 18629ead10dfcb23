namespace Crm.Web.Tests.Deals;

/// <summary>One desk per store for a whole test class: <c>IClassFixture&lt;Desks&gt;</c>. Its clock stands still.</summary>
public sealed class Desks : IAsyncDisposable
{
    private readonly Dictionary<Store, SaleDesk> open = [];

    internal async Task<SaleDesk> OnAsync(Store store) => open.TryGetValue(store, out var desk) ? desk : open[store] = await SaleDesk.OpenAsync(store);

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in open.Values) await desk.DisposeAsync();
    }
}
