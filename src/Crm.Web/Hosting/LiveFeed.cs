using System.Collections.Concurrent;
using System.Threading.Channels;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Crm.Web.Shared;
using Crm.Workflows.Runtime;

namespace Crm.Web.Hosting;

/// <summary>
/// Brings committed changes to the pages of this node: its own at once, those of other nodes by a notice of the database, and what both
/// missed by looking every second. It works only while a page is shown.
/// </summary>
internal sealed class LiveFeed(LiveSignals live, Commits commits, RecentFacts facts, ILogger<LiveFeed> log, CommitNotices? notices = null) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Gathering = TimeSpan.FromMilliseconds(50), Again = TimeSpan.FromSeconds(5);
    private readonly Channel<Guid> changed = Channel.CreateBounded<Guid>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ConcurrentDictionary<Guid, long> told = new();
    private Task listening = Task.CompletedTask;
    private long looks;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        commits.PassTo(Hear);
        try
        {
            await Task.WhenAll(notices is null ? Task.CompletedTask : Send(notices, stoppingToken), Watch(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            commits.PassTo(null);
        }
    }

    private void Hear(IReadOnlyCollection<Guid> deals)
    {
        Pass(deals);
        if (notices is null) return;
        foreach (var deal in deals) changed.Writer.TryWrite(deal);
    }

    /// <summary>What changes in a short while goes out as one notice.</summary>
    private async Task Send(CommitNotices to, CancellationToken cancellation)
    {
        while (await changed.Reader.WaitToReadAsync(cancellation))
        {
            await Task.Delay(Gathering, cancellation);
            var deals = new HashSet<Guid>();
            while (changed.Reader.TryRead(out var deal)) deals.Add(deal);
            await Try(() =>
            {
                Fault.At("before-notice");
                return to.Send(deals, cancellation);
            });
        }
    }

    private async Task Watch(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Look);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            if (!live.IsHeard) continue;
            if (notices is not null && listening.IsCompleted) listening = Listen(notices, cancellation);
            await Try(async () => Pass(Missed(await facts.Changed(cancellation))));
        }
    }

    private async Task Listen(CommitNotices from, CancellationToken cancellation)
    {
        await Try(() => from.Listen(live.TellAll, Pass, cancellation));
        if (!cancellation.IsCancellationRequested) await Task.Delay(Again, cancellation);
    }

    private void Pass(IReadOnlyCollection<Guid>? deals)
    {
        if (deals is null)
        {
            live.TellAll();
            return;
        }
        foreach (var deal in deals) told[deal] = looks;
        if (deals.Count > 0) live.Tell(deals);
    }

    /// <summary>What the look found and nobody has told of since the looks before.</summary>
    private IReadOnlyCollection<Guid>? Missed(IReadOnlyCollection<Guid>? found)
    {
        looks++;
        var missed = found is null ? null : found.Where(deal => !told.ContainsKey(deal)).ToList();
        foreach (var (deal, look) in told)
            if (look < looks - 2) told.TryRemove(deal, out _);
        return missed;
    }

    // The pages stay usable without it, and the next round tries again.
    private async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning(fault, "Pages are refreshed late");
        }
    }
}
