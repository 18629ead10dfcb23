using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Crm.Testing;

/// <summary>The real host inside the test's process, on a real port and a database of its own.</summary>
public sealed class CrmApp : IAsyncDisposable
{
    private readonly Factory factory;
    private readonly bool ownsDatabase;

    private CrmApp(Factory factory, TestDatabase database, bool ownsDatabase, TestClock? clock)
    {
        this.factory = factory;
        this.ownsDatabase = ownsDatabase;
        Database = database;
        Clock = clock;
    }

    public TestDatabase Database { get; }

    public TestClock? Clock { get; }

    public Uri Address => factory.ClientOptions.BaseAddress;

    public IServiceProvider Services => factory.Services;

    public static Task<CrmApp> StartAsync(DatabaseKind kind) => StartAsync(new CrmAppOptions { Database = kind });

    public static async Task<CrmApp> StartAsync(CrmAppOptions? options = null)
    {
        options ??= new();
        var database = options.On ?? await (options.Template is { } template
            ? TestDatabase.FromAsync(options.Database, template)
            : TestDatabase.CreateAsync(options.Database));
        var app = new CrmApp(new(database, options), database, options.On is null, options.Clock);
        try
        {
            app.factory.StartServer();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return app;
    }

    public HttpClient Nobody() => SignIn.Nobody(Address);

    /// <summary>Does one thing with the host's own services, as one request would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public async Task InScopeAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        if (ownsDatabase)
            await Database.DisposeAsync();
    }

    private sealed class Factory : WebApplicationFactory<Program>
    {
        private readonly TestDatabase database;
        private readonly CrmAppOptions options;

        public Factory(TestDatabase database, CrmAppOptions options)
        {
            this.database = database;
            this.options = options;
            UseKestrel(0);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseContentRoot(HostSettings.ContentRoot);
            foreach (var (name, value) in HostSettings.Quiet.Concat(database.Settings).Concat(options.Settings))
                builder.UseSetting(name, value);
            if (options.Demo)
                builder.UseSetting("Demo", "true");
            // The test's time has nothing to do with that of a database server.
            if (options.Clock is not null)
                builder.UseSetting("Jobs:MostSkewSeconds", "1e10");
            builder.ConfigureServices(services =>
            {
                if (options.Clock is { } clock)
                    services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                options.Services?.Invoke(services);
            });
        }
    }
}
