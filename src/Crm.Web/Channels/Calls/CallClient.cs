using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels.Calls;

/// <summary>The one way out to other systems: resolves, checks every address, connects to a checked one; follows nothing, keeps no cookies.</summary>
internal sealed class CallClient : IDisposable
{
    public const int MostBytes = 1024 * 1024;

    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
        { "Host", "Connection", "Content-Length", "Content-Type", "Transfer-Encoding", "Upgrade", "Authorization", "Idempotency-Key" };

    private readonly HttpClient client;
    private readonly CallRules rules;
    private readonly TimeSpan patience;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    /// <param name="resolve">The addresses of a host; null: as the system knows them.</param>
    public CallClient(CallSettings settings, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (rules, patience, this.resolve) = (new CallRules(settings), TimeSpan.FromSeconds(settings.TimeoutSeconds), resolve ?? Dns.GetHostAddressesAsync);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 32,
            ConnectCallback = Connect,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="CallFailedException">There was no answer.</exception>
    public async Task<HttpAnswer> Send(HttpCall call, string key, CancellationToken cancellation)
    {
        using var request = Request(call, rules.Check(call.Url), key);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value));
            return new HttpAnswer((int)response.StatusCode, await Text(response, limit.Token), response.Content.Headers.ContentType?.MediaType, headers);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new CallFailedException(CallFailure.TimedOut, late);
        }
        catch (HttpRequestException refused) when (refused.InnerException is CallFailedException reason)
        {
            throw new CallFailedException(reason.Failure, refused);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new CallFailedException(CallFailure.NotConnected, broken);
        }
    }

    public void Dispose() => client.Dispose();

    private static HttpRequestMessage Request(HttpCall call, Uri uri, string key)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), uri);
        if (call.Content is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Content));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(call.ContentType, out var type) ? type : new MediaTypeHeaderValue("text/plain");
        }
        foreach (var (name, value) in call.Headers)
            if (!Own.Contains(name)) request.Headers.TryAddWithoutValidation(name, value);
        if (call.Authorization is { Length: > 0 } authorization) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out var given) ? [given] : await resolve(context.DnsEndPoint.Host, cancellation);
        rules.Check(context.InitialRequestMessage.RequestUri!, addresses);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<string> Text(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (bytes.Length + read > MostBytes) throw new CallFailedException(CallFailure.TooLarge);
            bytes.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
