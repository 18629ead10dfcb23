using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Users;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Workflows.Tests.Runtime;

/// <summary>The command path over a store in memory, for definitions and runs without deals.</summary>
internal sealed class Desk : IDisposable
{
    private static readonly Actor Test = Actor.Job("test") with { Roles = [Role.ProcessOwner] };
    private readonly CommandRunner runner;
    private IReadOnlyList<DefinitionVersion> versions = [];

    public Desk()
    {
        var registry = ActivityCatalog.Registry();
        // A command has the store to itself, so what graphs are made of is read between commands.
        var catalog = new DefinitionCatalog(registry.Descriptors,
            (id, _) => ValueTask.FromResult(versions.FirstOrDefault(v => v.Id == id)?.Text),
            (id, _, _) => ValueTask.FromResult(versions.Where(v => v.DefinitionId == id && !v.IsDraft).MaxBy(v => v.Version)?.Id));
        runner = new CommandRunner(Store, new WorkflowRuntime(catalog, registry, new ExpressionEvaluator()), Clock);
    }

    public InMemoryWorkflowStore Store { get; } = new();
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<DefinitionVersion> SaveAsync(JsonObject document, long? revision = null) =>
        ActAsync(scope => scope.SaveDefinition(DefinitionJson.Parse(document.ToJsonString())), revision);

    public Task<DefinitionVersion> PublishAsync(string id, int version) => ActAsync(scope => scope.PublishDefinition(id, version, "As agreed"));

    /// <summary>Saves and publishes.</summary>
    public async Task<DefinitionVersion> PutAsync(JsonObject document)
    {
        var saved = await SaveAsync(document);
        return await PublishAsync(saved.DefinitionId, saved.Version);
    }

    public async Task<T> ActAsync<T>(Func<CommandScope, Task<T>> act, long? revision = null)
    {
        T answer = default!;
        await runner.Run(Command.Of(Guid.CreateVersion7(), Test, Door.Job, Subject.None, "test.act") with { Revision = revision },
            async scope => { answer = await act(scope); }, Stop);
        versions = await AllAsync<DefinitionVersion>();
        return answer;
    }

    public Task RunAsync(Func<CommandScope, Task> act, Subject? subject = null) =>
        runner.Run(Command.Of(Guid.CreateVersion7(), Test, Door.Job, subject ?? Subject.None, "test.act"), act, Stop);

    public Task<IReadOnlyList<T>> AllAsync<T>() where T : class => Store.All<T>(Stop);

    /// <summary>What the runs have written, in order.</summary>
    public async Task<string?[]> LinesAsync() => [.. (await AllAsync<JournalEntry>()).OrderBy(entry => entry.Sequence)
        .Where(entry => entry.ActivityType == "Elsa.WriteLine" && entry.Message is not null).Select(entry => entry.Message)];

    /// <summary>Versions as "number" with "L" for the latest and "P" for the published one.</summary>
    public async Task<string> FlagsAsync(string id) => string.Join(' ', (await AllAsync<DefinitionVersion>()).Where(v => v.DefinitionId == id).OrderBy(v => v.Version)
        .Select(v => $"{v.Version}{(v.IsLatest ? "L" : "")}{(v.IsPublished ? "P" : "")}"));

    /// <summary>Tells an event to every trigger that starts at it, as the host does.</summary>
    public async Task<int> TellAsync(string name, string? correlationId = null)
    {
        var (stimulus, started) = (Stimulus.Event(name, new JsonObject { ["who"] = "ACME" }) with { CorrelationId = correlationId }, 0);
        foreach (var trigger in (await AllAsync<StartTrigger>()).Where(t => t.Name == stimulus.Name && t.Hash == stimulus.Hash))
            if (await ActAsync(scope => scope.StartRun(trigger.Id, stimulus))) started++;
        return started;
    }

    public void Dispose() => Store.Dispose();
}
