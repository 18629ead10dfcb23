using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Crm.Fault.Tests.Kills;

/// <summary>
/// People who open, work and lose standard sales over HTTP, with the log of every command and what they were told. When the host is gone
/// they wait for it.
/// </summary>
internal sealed class Load(LoadPlace place)
{
    private readonly ConcurrentQueue<LoadCall> calls = new();
    private readonly Channel<LoadCall> acknowledged = Channel.CreateUnbounded<LoadCall>();
    private volatile TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int repeats;

    public LoadPlace Place { get; } = place;

    public IReadOnlyCollection<LoadCall> Calls => calls;

    /// <summary>Acknowledged commands that were sent once more and had to answer the same bytes.</summary>
    public int Repeats => repeats;

    public ConcurrentBag<string> Contradictions { get; } = [];

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

    public void Said(LoadCall call) => calls.Enqueue(call);

    public void Acknowledge(LoadCall call, string answer)
    {
        call.Answer = answer;
        acknowledged.Writer.TryWrite(call);
    }

    public void Repeated(LoadCall call, string answer)
    {
        Interlocked.Increment(ref repeats);
        if (answer != call.Answer) Contradictions.Add($"{call.Act} said {call.Answer} and then {answer}");
    }

    public void Refuse(LoadCall call, string answer)
    {
        call.Refused = true;
        Contradictions.Add($"{call.Act} was refused: {answer}");
    }
}
