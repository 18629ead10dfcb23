namespace Crm.Web.Tests.Deals;

/// <summary>One desk per store for a whole test class: <c>IClassFixture&lt;Desks&gt;</c>. Its clock stands still.</summary>
public sealed class Desks : IAsyncDisposable
{
    private readonly Dictionary<(Store, string?), SaleDesk> open = [];

    /// <summary>The desk of a store, and of a procedure when the tests of a class need more than one.</summary>
    internal async Task<SaleDesk> OnAsync(Store store, string? procedure = null, params string[] library) =>
        open.TryGetValue((store, procedure), out var desk) ? desk : open[(store, procedure)] = await SaleDesk.OpenAsync(store, procedure, library);

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in open.Values) await desk.DisposeAsync();
    }
}
