using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Crm.Workflows.Tests.Simulation;

public sealed partial class SimulationTests
{
    private const int Seeds = 200, Steps = 500, Chunk = 50, MostFailures = 5;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_order_of_steps_breaks_a_promise() => Assert.Empty(await Live(Enumerable.Range(0, Seeds).Select(seed => (seed, Steps))));

    [Fact]
    public async Task Seeds_that_found_a_fault_find_none_any_more() =>
        Assert.Empty(await Live(File.ReadLines(Path.Combine(Path.GetDirectoryName(Here())!, "seeds.txt")).Where(line => !line.StartsWith('#')).Select(Numbers)));

    /// <summary>Hours of it, on request: <c>CRMFLOW_SIMULATION=10000x1000</c>, or <c>2000+500x1000</c> to begin at a certain seed.</summary>
    [Fact]
    public async Task The_long_form_breaks_no_promise()
    {
        if (Environment.GetEnvironmentVariable("CRMFLOW_SIMULATION") is not { Length: > 0 } asked) return;
        var parts = asked.Split('+');
        var first = parts.Length > 1 ? int.Parse(parts[0], CultureInfo.InvariantCulture) : 1000;
        var (count, steps) = Numbers(parts[^1]);
        var failures = new List<string>();
        foreach (var chunk in Enumerable.Range(first, count).Chunk(Chunk))
        {
            failures.AddRange(await Live(chunk.Select(seed => (seed, steps))));
            TestContext.Current.SendDiagnosticMessage($"Up to seed {chunk[^1]}: {chunk[^1] - first + 1} x {steps} steps, {failures.Count} failures.");
            if (failures.Count > MostFailures) break;
        }
        Assert.Empty(failures);
    }

    [Fact]
    public async Task The_same_seed_lives_the_same_life()
    {
        using var one = await Simulation.Live(11, Steps);
        using var other = await Simulation.Live(11, Steps);
        using var another = await Simulation.Live(12, Steps);

        Assert.True(one.Trace.Count >= Steps);
        Assert.Equal(one.Trace, other.Trace);
        Assert.NotEqual(one.Trace, another.Trace);
    }

    [Fact]
    public async Task Every_kind_of_step_and_of_breakdown_happens()
    {
        var all = new List<string>();
        for (var seed = 0; seed < 40; seed++)
        {
            using var life = await Simulation.Live(seed, Steps);
            all.AddRange(life.Trace);
        }

        foreach (var what in (string[])["open standard-sale: done", "open manual-pipeline: done", "open drawn: done", "complete T by ok: done", "claim", "workflow.dispatched: done",
            "workflow.child_ended: done", "event.published: done", "signal.incident: done", "done fired", "done nothing waited", "event Signed for 1: done", "done | ", "another body: GEN-006",
            "ask again", "crashed |", "crashed after the commit", "retry U: done", "dismiss U: done", "lose D-", "undo D-000001: done", "reopen", "move to", "clock -", "restart", "WFI-003", "WFI-002"])
            Assert.True(all.Exists(line => line.Contains(what, StringComparison.Ordinal)), $"It never came to: {what}");
    }

    [Theory]
    [InlineData("LosesEffect", "R-15")]
    [InlineData("AppliesTwice", "R-1")]
    [InlineData("KeepsBookmark", "H-")]
    [InlineData("LosesBookmark", "H-")]
    [InlineData("LosesJournalRow", "H-03")]
    [InlineData("LosesFact", "H-05")]
    [InlineData("SavesWhatWasDropped", "R-18")]
    [InlineData("ForgetsAnswer", "R-11")]
    [InlineData("HidesOpenTasks", "H-1")]
    [InlineData("LosesUpdate", "H-")]
    [InlineData("Miscounts", "H-12")]
    [InlineData("FiresEarly", "H-14")]
    public async Task A_defect_is_found_by_the_promise_it_breaks(string defect, string promise)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            try
            {
                using var life = await Simulation.Live(seed, Steps, Enum.Parse<Defect>(defect));
            }
            catch (BrokenPromise broken)
            {
                Assert.Contains($"steps: {promise}", broken.Message, StringComparison.Ordinal);
                return;
            }
        }
        Assert.Fail($"{defect} was never noticed.");
    }

    private static async Task<IReadOnlyList<string>> Live(IEnumerable<(int Seed, int Steps)> lives)
    {
        var broken = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(lives, Stop, async (life, _) =>
        {
            if (broken.Count >= MostFailures) return;
            try
            {
                using var lived = await Simulation.Live(life.Seed, life.Steps);
            }
            catch (BrokenPromise fault)
            {
                broken.Enqueue(fault.Message);
            }
        });
        return [.. broken];
    }

    private static (int First, int Second) Numbers(string text) =>
        Pair().Match(text) is { Success: true } pair
            ? (int.Parse(pair.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(pair.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : throw new FormatException($"{text} is not of the kind 200x500.");

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^\s*(\d+)\s*x\s*(\d+)\s*$")]
    private static partial Regex Pair();
}
