using System.Text.RegularExpressions;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Data;

/// <summary>What an ordinary advance of the standard sale costs its database; these figures do not depend on load.</summary>
public sealed partial class StatementBudgetTests
{
    [Theory, OnBothDatabases]
    public async Task A_stage_advance_is_one_transaction_that_reads_once_and_writes_each_table_once(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        await using var traced = TracedRunner.On(office);
        var actor = await TracedRunner.ActorAsync(office, office.Anna);
        // The first advance reads the procedure and the company, which are kept.
        await Advance(office, traced, actor);
        traced.Trace.Clear();

        await Advance(office, traced, actor, record: traced.Trace.Clear);

        var statements = traced.Trace.Statements;
        var writes = statements.SelectMany(s => Write().Matches(s))
            .Select(m => $"{m.Groups["verb"].Value.ToUpperInvariant()} {m.Groups["table"].Value}").ToList();
        Assert.Equal(writes.Distinct().Order(), writes.Order());
        Assert.Equal(
        [
            "DELETE FROM bookmarks", "INSERT INTO bookmarks", "INSERT INTO commands", "INSERT INTO deal_events",
            "INSERT INTO gate_evaluations", "INSERT INTO instance_snapshots", "INSERT INTO journal", "INSERT INTO outbox", "INSERT INTO stage_visits", "INSERT INTO tasks",
            "UPDATE deals", "UPDATE stage_visits", "UPDATE tasks", "UPDATE workflow_instances",
        ], writes.Order());
        Assert.Single(statements, s => s.StartsWith("COMMIT", StringComparison.OrdinalIgnoreCase));
        if (kind is DatabaseKind.Postgres) Assert.Equal((2, 9), (traced.Trace.RoundTrips, statements.Count));
        else Assert.InRange(statements.Count, 1, 22);
    }

    private static async Task Advance(SalesOffice office, TracedRunner traced, Actor actor, Action? record = null)
    {
        var dealId = await office.OpenDealAsync(office.Anna);
        await office.ActAsync(office.Anna, Subject.Deal(dealId), "interaction.record", scope => Task.FromResult<object?>(scope.Add(Interaction.Record(
            new InteractionDetails { Kind = InteractionKind.Call, Theme = "First call", StartAt = scope.Now, CustomerId = office.CustomerId },
            scope.Deal, scope.Cause, scope.Now)).Id));
        var task = await office.ReadAsync(d => d.Set<TaskItem>().SingleAsync(t => t.DealId == dealId && t.State == TaskState.Available));
        record?.Invoke();
        await traced.Runner.Run(Command.Of(Guid.CreateVersion7(), actor, Door.Page, Subject.Task(task.Id), "task.complete") with { Confirm = true },
            scope => scope.Complete("Done"));
    }

    [GeneratedRegex("(?<!FOR )(?<verb>INSERT INTO|UPDATE|DELETE FROM) \"?(?<table>\\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Write();
}
