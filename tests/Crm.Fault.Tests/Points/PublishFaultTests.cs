using Crm.Domain;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Fault.Tests.Points;

/// <summary>R-41: flags, start triggers and record of a version that is put in force change together or not at all.</summary>
public sealed class PublishFaultTests
{
    private const string Root = "/api/workflow-definitions";
    private const int Killed = 137;
    private static readonly int Rounds = LongRun.Of(3, 200);

    [Theory, OnBothDatabases]
    public async Task R_41_a_host_that_dies_while_it_publishes_leaves_the_version_before_or_the_new_one_whole(DatabaseKind kind)
    {
        await using var office = await PointOffice.OpenAsync(kind, who: o => o.Pavel, prepare: SaveAsync);
        var publication = office.Next("definition.publish", $"{Root}/leads/versions/2/publication", new { note = "Next" });
        // The commit is the same for every command, and died at in each of them by another test.
        foreach (var point in LongRun.Of(KillPoints.OfPublishing, [.. KillPoints.OfPublishing, "before-commit"]))
        {
            var before = await office.RowsAsync();
            await office.StartAsync(KillPoints.Killing(point));
            Assert.Null(await publication.TrySendAsync(office.Api));
            Assert.Equal(Killed, await office.DeathAsync(point));
            before.MustEqual(await office.RowsAsync(), point);
        }
        Assert.Equal(1, await PublishedAsync(office));

        await office.StartAsync(KillPoints.Killing("commit-sent"));
        Assert.Null(await publication.TrySendAsync(office.Api));
        Assert.Equal(Killed, await office.DeathAsync("commit-sent"));
        Assert.Equal(2, await PublishedAsync(office));
        await office.ProveAsync();
    }

    [Theory, OnBothDatabases]
    public async Task R_41_a_statement_of_publishing_that_fails_leaves_everything_as_it_was(DatabaseKind kind)
    {
        await using var app = await CrmApp.StartAsync(new CrmAppOptions
        {
            Database = kind,
            Settings = new Dictionary<string, string?> { ["Logging:LogLevel:Crm.Web.Hosting.Faults"] = "None" },
        });
        await using var office = await SalesOffice.InAsync(app);
        await SaveAsync(office);
        var publication = new ClientCall("definition.publish", $"{Root}/leads/versions/2/publication", new { note = "Next" });
        await Statements.StatementFaultTests.BreakAsync(office, await office.ApiAsync(office.Pavel), publication,
            ["UPDATE workflow_definitions", "DELETE triggers", "UPDATE triggers", "INSERT triggers", "INSERT audit_entries", "INSERT commands"]);

        await using var context = app.Database.Open();
        await new HistoryCheck([publication]).ProveAsync(context);
    }

    [Theory, OnBothDatabases]
    public async Task R_41_of_two_publishers_at_once_one_is_the_last_and_the_triggers_are_its_own(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        // One process has the file for itself.
        await using var other = kind is DatabaseKind.Postgres ? await CrmApp.StartAsync(new CrmAppOptions { On = office.App.Database }) : null;
        await SaveAsync(office);
        var pavel = await TracedRunner.ActorAsync(office, office.Pavel);
        for (var round = 0; round < Rounds; round++)
        {
            using var start = new Barrier(2);
            await Task.WhenAll(PublishAsync(office.App, pavel, 1, start), PublishAsync(other ?? office.App, pavel, 2, start));

            await using var context = office.App.Database.Open();
            Assert.Single(await context.Set<DefinitionVersion>().Where(d => d.DefinitionId == "leads" && d.IsPublished).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Empty(await DefinitionRules.OfAsync(await Tables.ReadAsync(context)));
        }
    }

    /// <summary>The first version is in force, the second one is its draft.</summary>
    private static async Task SaveAsync(SalesOffice office)
    {
        var pavel = await office.ApiAsync(office.Pavel);
        (await pavel.PostAsync(Root, StartedFlow.Document("leads", 1))).Ok();
        (await pavel.PostAsync($"{Root}/leads/versions/1/publication", new { note = "First" })).Ok();
        (await pavel.PostAsync(Root, StartedFlow.Document("leads", 2))).Ok();
    }

    private static Task<int> PublishedAsync(PointOffice office) =>
        office.ReadAsync(d => d.Set<DefinitionVersion>().Where(v => v.DefinitionId == "leads" && v.IsPublished).Select(v => v.Version).SingleAsync());

    private static Task PublishAsync(CrmApp node, Actor actor, int version, Barrier start) => Task.Run(async () =>
    {
        var command = Command.Of(Guid.CreateVersion7(), actor, Door.Page, Subject.None, "definition.publish", new { version });
        start.SignalAndWait();
        await node.Services.GetRequiredService<CommandRunner>().Run(command, async scope => { await scope.PublishDefinition("leads", version, "At once"); });
    });
}
