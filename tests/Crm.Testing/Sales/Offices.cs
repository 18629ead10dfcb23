namespace Crm.Testing;

/// <summary>One office per database for a whole test class: <c>IClassFixture&lt;Offices&gt;</c>. For tests that stay out of each other's deals.</summary>
public sealed class Offices : IAsyncDisposable
{
    private readonly Dictionary<DatabaseKind, SalesOffice> open = [];

    public async Task<SalesOffice> OnAsync(DatabaseKind kind) =>
        open.TryGetValue(kind, out var office) ? office : open[kind] = await SalesOffice.OpenAsync(kind);

    public async ValueTask DisposeAsync()
    {
        foreach (var office in open.Values) await office.DisposeAsync();
    }
}
