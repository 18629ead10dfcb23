using Crm.Bench;
using Crm.Domain;
using Crm.Testing;
using Crm.Workflows.Runtime;

// 0: measured and the goal is reached; 1: rows differ or an option is wrong; 2: measured, but below the goal.
try
{
    var options = BenchOptions.Parse(args);
    Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Pairs} pairs of {options.Seconds} s, load {File.ReadAllText("/proc/loadavg").Trim()}");
    var reached = true;
    foreach (var kind in options.Databases)
    {
        await using var site = await Site.OpenAsync(kind);
        var captured = await Captured.OfAsync(site);
        var actor = await TracedRunner.ActorAsync(site.Office, site.Office.Anna);
        Report.Begin(kind, captured, await TraceAsync(site, actor));
        // What runs often is compiled again with what was learned; that takes its time.
        foreach (var ready in await site.PrepareAsync(1_000)) await site.AdvanceAsync(actor, ready);
        foreach (var workers in options.Workers)
        {
            await site.AnalyzeAsync();
            var comparison = new Comparison(site, captured, actor, workers, options);
            await comparison.MeasureAsync();
            Report.Line(kind, workers, comparison);
            reached &= comparison.Ratio >= Report.Goal && Report.Kib(comparison) <= Report.MostKib;
        }
    }
    Console.WriteLine($"\nload {File.ReadAllText("/proc/loadavg").Trim()}");
    return reached ? 0 : 2;
}
catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
finally
{
    await PostgresServer.StopSharedAsync();
}

static async Task<SqlTrace> TraceAsync(Site site, Actor actor)
{
    await using var traced = TracedRunner.On(site.Office);
    // The first advance reads the procedure and the company, which are kept.
    foreach (var ready in (await site.PrepareAsync(2)).Take(2))
    {
        traced.Trace.Clear();
        await traced.Runner.Run(Command.Of(Guid.CreateVersion7(), actor, Door.Api, Subject.Task(ready.Task), "task.complete") with { Confirm = true },
            scope => scope.Complete("Done"));
    }
    return traced.Trace;
}
