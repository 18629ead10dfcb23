using System.Diagnostics;

namespace Crm.Bench;

/// <summary>What one side did in one stretch of time: completed work only.</summary>
internal sealed record Slice(int Done, TimeSpan Elapsed, TimeSpan Cpu, long WalBytes, long Allocated, IReadOnlyList<double> Milliseconds)
{
    public double PerSecond => Done / Elapsed.TotalSeconds;

    /// <summary>Lets the workers take work until the time is over or no work is left.</summary>
    public static async Task<Slice> Of<T>(Queue<T> work, int workers, double seconds, Func<Task<long>> wal, Func<int, T, Task> act)
    {
        var before = await wal();
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => Work(worker))));
        var elapsed = clock.Elapsed;
        var all = times.SelectMany(t => t).Order().ToList();
        return new(all.Count, elapsed, Environment.CpuUsage.TotalTime - cpu, await wal() - before,
            GC.GetTotalAllocatedBytes(precise: true) - allocated, all);

        async Task<List<double>> Work(int worker)
        {
            var own = new List<double>();
            while (clock.Elapsed.TotalSeconds < seconds && Take() is { } next)
            {
                var start = Stopwatch.GetTimestamp();
                await act(worker, next.Value);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return own;
        }

        Taken<T>? Take()
        {
            lock (work) return work.TryDequeue(out var next) ? new Taken<T>(next) : null;
        }
    }

    public double Percentile(double share) => Milliseconds.Count == 0 ? 0 : Milliseconds[Math.Min(Milliseconds.Count - 1, (int)(Milliseconds.Count * share))];

    private sealed record Taken<T>(T Value);
}
