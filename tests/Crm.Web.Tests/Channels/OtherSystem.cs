using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crm.Web.Tests.Channels;

/// <summary>A real HTTP server that answers as it is told and keeps what it was asked.</summary>
internal sealed class OtherSystem : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtherSystem(WebApplication app) => this.app = app;

    public ConcurrentQueue<(string Path, string Key, string Body)> Asked { get; } = new();

    /// <summary>How it answers; null closes the connection.</summary>
    public Func<HttpContext, Task>? Answer { get; set; } = context => context.Response.WriteAsJsonAsync(new { n = 5 });

    public string Origin => app.Urls.Single();

    public static async Task<OtherSystem> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var system = new OtherSystem(app);
        app.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            system.Asked.Enqueue((context.Request.Path, context.Request.Headers["Idempotency-Key"].ToString(), await body.ReadToEndAsync()));
            if (system.Answer is { } answer) await answer(context);
            else context.Abort();
        });
        await app.StartAsync();
        return system;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
