using System.Diagnostics.Metrics;
using System.Text.Json;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Channels;

/// <summary>Starts runs at the triggers of published definitions, each in a transaction of its own, once for each stimulus or time.</summary>
internal sealed class StartedRuns(IDbContextFactory<CrmDbContext> databases, CommandRunner runner, IMeterFactory meters)
{
    private static readonly Actor Events = Actor.Job("events"), Times = Actor.Job("due-starts");
    private readonly Counter<long> refused = meters.Create("Crm.Workflows").CreateCounter<long>("crm_workflow_starts_refused_total", "runs", "Starts that the activation strategy of a definition did not allow");

    /// <param name="key">The same key tells the same stimulus again: what it has started is not started twice.</param>
    /// <returns>How many triggers start at it, whether a strategy let them or not.</returns>
    public async Task<int> Start(Stimulus stimulus, string key, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var triggers = await database.Set<StartTrigger>().AsNoTracking().Where(t => t.Name == stimulus.Name && t.Hash == stimulus.Hash)
            .OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancellation);
        if (triggers.Count == 0) return 0;
        var subject = await SubjectOf(stimulus, database, cancellation);
        foreach (var trigger in triggers)
        {
            var command = Command.Of(Command.OperationOf($"{key}:{trigger:N}"), Events, Door.Signal, subject, "run.start", new { key, trigger });
            Count(await runner.Run(command, async scope => new Answer(await scope.StartRun(trigger, stimulus)), cancellation));
        }
        return triggers.Count;
    }

    /// <summary>Starts what a trigger was due for, and sets when it is due next, in one transaction.</summary>
    public async Task Start(Guid trigger, DateTimeOffset dueAt, CancellationToken cancellation = default)
    {
        var command = Command.Of(Command.OperationOf($"{trigger:N}:{dueAt.UtcTicks}"), Times, Door.Job, Subject.None, "run.start", new { trigger, dueAt });
        Count(await runner.Run(command, async scope => new Answer(await scope.StartRun(trigger, dueAt)), cancellation));
    }

    /// <summary>A stimulus that is correlated with a deal starts a run of that deal.</summary>
    private static async Task<Subject> SubjectOf(Stimulus stimulus, CrmDbContext database, CancellationToken cancellation) =>
        Guid.TryParse(stimulus.CorrelationId, out var deal) && await database.Set<Deal>().AnyAsync(d => d.Id == deal, cancellation)
            ? Subject.Deal(deal)
            : Subject.None;

    private void Count(string answer)
    {
        if (JsonSerializer.Deserialize<Answer>(answer, JsonSerializerOptions.Web) is { Started: false }) refused.Add(1);
    }

    private sealed record Answer(bool Started);
}
