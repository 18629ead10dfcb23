using Crm.Testing;

namespace Crm.Fault.Tests.History;

/// <summary>One command as the person who sent it knows it: acknowledged with an answer, refused, or of unknown fate.</summary>
internal sealed class ClientCall(string act, string path, object body)
{
    private readonly List<Attempt> attempts = [];

    public Guid Operation { get; } = Guid.CreateVersion7();
    public string Act { get; } = act;
    public string Path { get; } = path;
    public object Body { get; } = body;

    /// <summary>Every time it was sent, in order.</summary>
    public IReadOnlyList<Attempt> Attempts
    {
        get
        {
            lock (attempts) return [.. attempts];
        }
    }

    /// <summary>What the host said; null while nobody knows whether it happened.</summary>
    public string? Answer => Acknowledged?.Answer!.Text;

    /// <summary>The first time the host said that it happened.</summary>
    public Attempt? Acknowledged => Attempts.FirstOrDefault(a => a.Answer is { Status: >= 200 and < 300 });

    /// <summary>The host said no each time, so nothing may have happened.</summary>
    public bool Refused => Attempts is { Count: > 0 } all && all.All(a => a.IsRefusal);

    /// <returns>The answer; the exception of the connection when there was none.</returns>
    public async Task<ApiAnswer> SendAsync(ApiClient api)
    {
        var attempt = new Attempt();
        lock (attempts) attempts.Add(attempt);
        return attempt.End(await api.PostAsync(Path, Body, Operation));
    }

    /// <summary>The same, or null when the host is gone or did not end what it began.</summary>
    public async Task<ApiAnswer?> TrySendAsync(ApiClient api)
    {
        try
        {
            return await SendAsync(api);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
