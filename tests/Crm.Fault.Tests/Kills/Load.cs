using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Crm.Domain.Deals;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Fault.Tests.Kills;

/// <summary>
/// People who open, work and lose standard sales over HTTP, with the log of every command and what they were told. When the host is gone
/// they wait for it.
/// </summary>
internal sealed class Load(LoadPlace place)
{
    private readonly ConcurrentQueue<ClientCall> calls = new();
    private readonly Channel<ClientCall> acknowledged = Channel.CreateUnbounded<ClientCall>();
    private volatile TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int repeats;

    public LoadPlace Place { get; } = place;

    /// <summary>Commands of the office itself, from before the load began.</summary>
    public IReadOnlyList<Guid> Before { get; private init; } = [];

    public IReadOnlyCollection<ClientCall> Calls => calls;

    /// <summary>Acknowledged commands that were sent once more and had to answer the same bytes.</summary>
    public int Repeats => repeats;

    public ConcurrentBag<string> Contradictions { get; } = [];

    /// <summary>An office with its people in the database, and the people of the load at the port where its host will be.</summary>
    public static async Task<Load> FurnishAsync(TestDatabase database, int port)
    {
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        await using var office = await SalesOffice.InAsync(app);
        var key = await Keys.IssueAsync(app, office.Anna);
        var reason = await office.ReadAsync(d => d.Set<LossReason>().Where(r => r.Code == "price").Select(r => r.Id).SingleAsync());
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var before = await office.ReadAsync(d => d.Set<CommandAnswer>().Select(c => c.OperationId).ToListAsync());
        return new Load(new LoadPlace(address, key, office.CustomerId, office.ContactId, office.AdChannelId, reason)) { Before = before };
    }

    /// <summary>Nobody calls until <see cref="Resume"/>.</summary>
    public void Pause() => up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        while (acknowledged.Reader.TryRead(out _)) { }
        up.TrySetResult();
    }

    public Task UpAsync(CancellationToken stop) => up.Task.WaitAsync(stop);

    public async Task AcknowledgedAsync(int count, CancellationToken cancel)
    {
        for (var i = 0; i < count; i++) await acknowledged.Reader.ReadAsync(cancel);
    }

    public Task RunAsync(int people, int seed, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, people).Select(i => new LoadWorker(this, new Random(seed + i), stop).RunAsync()));

    public void Said(ClientCall call) => calls.Enqueue(call);

    public void Acknowledge(ClientCall call) => acknowledged.Writer.TryWrite(call);

    public void Repeated(ClientCall call, string answer)
    {
        Interlocked.Increment(ref repeats);
        if (answer != call.Answer) Contradictions.Add($"{call.Act} said {call.Answer} and then {answer}");
    }

    public void Refuse(ClientCall call, string answer) => Contradictions.Add($"{call.Act} was refused: {answer}");
}
