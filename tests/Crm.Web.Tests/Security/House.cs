using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Security;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Security;

/// <summary>A running host with one person in it: Anna, who sells.</summary>
internal sealed class House : IAsyncDisposable
{
    public const string Password = "a quiet river at dawn";
    private readonly TestDatabase database;

    private House(CrmApp app, TestDatabase database, User anna) => (App, this.database, Anna) = (app, database, anna);

    public CrmApp App { get; }

    public User Anna { get; }

    public static async Task<House> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite, params (string Name, string Value)[] settings)
    {
        var database = await TestDatabase.EmptyAsync(kind);
        var app = await CrmApp.StartAsync(new CrmAppOptions
        {
            On = database,
            Clock = new TestClock(),
            Settings = settings.ToDictionary(s => s.Name, s => (string?)s.Value),
        });
        var anna = User.Invite("Anna", $"anna-{Guid.CreateVersion7():N}", null, [Role.SalesManager], null, "en", "Europe/Berlin", Cause, TestClock.Monday);
        await app.InScopeAsync(host => host.GetRequiredService<Accounts>().Open(anna, Password));
        return new House(app, database, anna);
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Cause Cause => new(Actor.Job("test"), Door.Page, Guid.CreateVersion7());

    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = App.Address };

    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string login, string password, string returnUrl = "/") =>
        SignIn.PostAsync(client, SignIn.Path, new Dictionary<string, string> { ["login"] = login, ["password"] = password, ["returnUrl"] = returnUrl },
            cancel: Stop);

    public async Task<HttpClient> SignedInAsync()
    {
        var client = Client();
        using var answer = await SignInAsync(client, Anna.Login, Password);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await database.DisposeAsync();
    }
}
