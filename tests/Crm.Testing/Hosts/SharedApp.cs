using Xunit;

namespace Crm.Testing;

/// <summary>One app for all tests of a class (<c>IClassFixture&lt;SharedApp&gt;</c>) that do not disturb each other.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private CrmApp? app;

    public CrmApp App => app ?? throw new InvalidOperationException("The app is not started yet.");

    public async ValueTask InitializeAsync() => app = await CrmApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }
}
