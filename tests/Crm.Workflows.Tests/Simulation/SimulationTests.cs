namespace Crm.Workflows.Tests.Simulation;

public sealed class SimulationTests
{
    [Fact]
    public async Task Try()
    {
        var found = new Dictionary<string, (int, string)>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var seed = 0; seed < 60; seed++)
        {
            try { using var life = await Simulation.Live(seed, 500); }
            catch (BrokenPromise broken)
            {
                var key = System.Text.RegularExpressions.Regex.Replace(broken.Message.Split('\n')[0], "Seed.*?steps: ", "");
                found[key] = found.TryGetValue(key, out var k) ? (k.Item1 + 1, k.Item2) : (1, broken.Message);
            }
        }
        Assert.Fail($"{watch.Elapsed}\n" + string.Join("\n\n", found.Select(f => f.Value.Item1 + " x " + f.Value.Item2)));
    }
}
