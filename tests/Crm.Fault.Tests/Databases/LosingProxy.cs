using System.Net;
using System.Net.Sockets;

namespace Crm.Fault.Tests.Databases;

/// <summary>
/// Stands between the host and PostgreSQL. When it is told to, it lets a COMMIT reach the server and cuts the connection instead of
/// passing on the reply.
/// </summary>
internal sealed class LosingProxy : IAsyncDisposable
{
    // CommandComplete of the protocol: kind, length, the tag and its end.
    private static readonly byte[] Committed = [(byte)'C', 0, 0, 0, 11, .. "COMMIT\0"u8];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly (string Host, int Port) server;
    private readonly Task accepting;
    private int armed, lost;

    public LosingProxy(string host, int port)
    {
        server = (host, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many replies it has lost.</summary>
    public int Lost => Volatile.Read(ref lost);

    /// <summary>So many of the next replies to a COMMIT are lost.</summary>
    public void Lose(int count) => Interlocked.Add(ref armed, count);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(server.Host, server.Port, stop.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream(), isReply: false), PassAsync(far.GetStream(), near.GetStream(), isReply: true));
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool isReply)
    {
        var buffer = new byte[64 * 1024];
        // A reply may come in two pieces: what could be its beginning stays in mind.
        var tail = Array.Empty<byte>();
        while (await from.ReadAsync(buffer, stop.Token) is var read and > 0)
        {
            if (isReply)
            {
                byte[] seen = [.. tail, .. buffer.AsSpan(0, read)];
                if (seen.AsSpan().IndexOf(Committed) >= 0 && Take()) return;
                tail = seen[^Math.Min(seen.Length, Committed.Length - 1)..];
            }
            await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
    }

    private bool Take()
    {
        if (Interlocked.Decrement(ref armed) < 0)
        {
            Interlocked.Increment(ref armed);
            return false;
        }
        Interlocked.Increment(ref lost);
        return true;
    }
}
