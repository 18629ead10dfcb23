using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class PublisherTests
{
    [Fact]
    public async Task VP_01_a_draft_is_saved_over_and_a_published_version_gets_a_draft_behind_it()
    {
        using var desk = new Desk();
        var first = await desk.SaveAsync(Greeting("Hi"));
        Assert.Equal(("1L", 1), (await desk.FlagsAsync("greeting"), first.Version));
        Assert.Equal(first.Id, (await desk.SaveAsync(Greeting("Hello"))).Id);
        await desk.PublishAsync("greeting", 1);
        Assert.Equal("1LP", await desk.FlagsAsync("greeting"));

        var second = await desk.SaveAsync(Greeting("Good morning"));

        Assert.Equal("1P 2L", await desk.FlagsAsync("greeting"));
        Assert.NotEqual(first.Id, second.Id);
        await desk.PublishAsync("greeting", 2);
        Assert.Equal("1 2LP", await desk.FlagsAsync("greeting"));
        Assert.Equal(["Hello", "Good morning"], (await desk.AllAsync<DefinitionVersion>()).OrderBy(v => v.Version).Select(Said));
    }

    [Fact]
    public async Task VP_01_an_instance_resumes_on_the_version_it_was_started_on()
    {
        using var desk = new Desk();
        await desk.PutAsync(Answering("one"));
        Assert.Equal(1, await desk.TellAsync("Go"));
        await desk.PutAsync(Answering("two"));

        var run = Assert.Single(await desk.AllAsync<WorkflowInstance>());
        await desk.RunAsync(scope => scope.Deliver(Stimulus.Event("Answer")), Subject.Instance(run.Id));

        Assert.Equal(1, run.DefinitionVersion);
        Assert.Equal(["one"], await desk.LinesAsync());
    }

    [Fact]
    public async Task VP_02_a_save_over_what_another_has_saved_meanwhile_is_refused_and_changes_nothing()
    {
        using var desk = new Desk();
        await desk.SaveAsync(Greeting("Hi"));
        var seen = Assert.Single(await desk.AllAsync<DefinitionVersion>()).Revision;
        await desk.SaveAsync(Greeting("Hello"), seen);

        var refused = await Assert.ThrowsAsync<DomainException>(() => desk.SaveAsync(Greeting("Good morning"), seen));

        Assert.Equal(("GEN-007", "Hello"), (refused.Code, Said(Assert.Single(await desk.AllAsync<DefinitionVersion>()))));
    }

    [Fact]
    public async Task VP_04_errors_keep_a_version_from_being_published_and_all_are_named()
    {
        using var desk = new Desk();
        await desk.SaveAsync(Flow.New().Node("A", "WriteLine").Node("B", "Acme.Fax").Edge("A:Never", "B").Definition().ToJson());

        var refused = await Assert.ThrowsAsync<DomainException>(() => desk.PublishAsync("test", 1));

        Assert.All(refused.Refusals, refusal => Assert.Equal("WFD-001", refusal.Code));
        Assert.Subset(refused.Refusals.Select(refusal => refusal.Ref).ToHashSet(), new HashSet<string?> { "ACT-UNSUPPORTED", "CN-PORT" });
        Assert.Equal("1L", await desk.FlagsAsync("test"));
    }

    [Fact]
    public async Task VP_NAME_a_name_belongs_to_one_definition_in_whatever_case()
    {
        using var desk = new Desk();
        await desk.SaveAsync(Greeting("Hi"));
        await desk.SaveAsync(Greeting("Hi").With("definitionId", "other").With("name", "GREETING"));

        var refused = await Assert.ThrowsAsync<DomainException>(() => desk.PublishAsync("other", 1));

        Assert.Equal("VP-NAME", refused.Refusals[^1].Ref);
    }

    [Fact]
    public async Task VP_05_what_was_published_once_is_neither_saved_over_nor_thrown_away()
    {
        using var desk = new Desk();
        await desk.PutAsync(Greeting("Hi"));
        await desk.ActAsync(scope => scope.RetractDefinition("greeting"));
        Assert.Equal("1L", await desk.FlagsAsync("greeting"));

        await desk.SaveAsync(Greeting("Hello"));

        Assert.Equal("1 2L", await desk.FlagsAsync("greeting"));
        await desk.RunAsync(scope => scope.DiscardDraft("greeting"));
        Assert.Equal("1L", await desk.FlagsAsync("greeting"));
        Assert.Equal("WFD-003", (await Assert.ThrowsAsync<DomainException>(() => desk.RunAsync(scope => scope.DiscardDraft("greeting")))).Code);
    }

    [Fact]
    public async Task VP_07_an_earlier_version_comes_back_as_a_draft_with_the_next_number()
    {
        using var desk = new Desk();
        await desk.PutAsync(Greeting("one"));
        await desk.PutAsync(Greeting("two"));

        var draft = await desk.ActAsync(scope => scope.RevertDefinition("greeting", 1));

        Assert.Equal(("1 2P 3L", "one"), (await desk.FlagsAsync("greeting"), Said(draft)));
    }

    [Fact]
    public async Task VP_08_a_retracted_definition_starts_nothing_and_what_runs_goes_on()
    {
        using var desk = new Desk();
        await desk.PutAsync(Answering("one"));
        await desk.TellAsync("Go");

        await desk.ActAsync(scope => scope.RetractDefinition("answering"));

        Assert.Equal((0, 0), ((await desk.AllAsync<StartTrigger>()).Count, await desk.TellAsync("Go")));
        var run = Assert.Single(await desk.AllAsync<WorkflowInstance>());
        await desk.RunAsync(scope => scope.Deliver(Stimulus.Event("Answer")), Subject.Instance(run.Id));
        Assert.Equal(WorkflowStatus.Finished, Assert.Single(await desk.AllAsync<WorkflowInstance>()).Status);
    }

    [Fact]
    public async Task A_change_needs_a_note_and_is_recorded_with_its_hash()
    {
        using var desk = new Desk();
        var saved = await desk.SaveAsync(Greeting("Hi"));
        Assert.Equal("GEN-012", (await Assert.ThrowsAsync<DomainException>(() => desk.ActAsync(scope => scope.PublishDefinition("greeting", 1, " ")))).Code);

        await desk.PublishAsync("greeting", 1);

        var entry = Assert.Single(await desk.AllAsync<Crm.Domain.Audit.AuditEntry>(), e => e.Kind == "definition.published");
        Assert.Equal(saved.ContentHash, JsonNode.Parse(entry.Payload)!["contentHash"]!.ToString());
    }

    [Fact]
    public async Task VP_03_those_who_use_a_definition_are_pointed_at_its_new_version_when_it_asks_for_that()
    {
        using var desk = new Desk();
        var first = await desk.PutAsync(Greeting("one"));
        await desk.PutAsync(Flow.New().Node("U", "Greeting", ("workflowDefinitionId", "greeting"), ("workflowDefinitionVersionId", first.Id)).Definition().ToJson()
            .With("definitionId", "user").With("name", "User"));
        await desk.PutAsync(Flow.New().Node("X", "WriteLine", ("text", Flow.Literal("greeting"))).Definition().ToJson().With("definitionId", "stranger").With("name", "Stranger"));

        var second = await desk.PutAsync(Greeting("two"));

        Assert.Equal(("1 2LP", "1LP"), (await desk.FlagsAsync("user"), await desk.FlagsAsync("stranger")));
        var node = (await desk.AllAsync<DefinitionVersion>()).Single(v => v is { DefinitionId: "user", IsPublished: true }).Document().Nodes.Single(n => n.Id == "U").Json;
        Assert.Equal((second.Id, 2), (node["workflowDefinitionVersionId"]!.ToString(), node["latestAvailablePublishedVersion"]!.GetValue<int>()));
    }

    [Fact]
    public async Task VP_10_who_follows_its_step_stays_a_draft_where_a_second_person_is_asked_for()
    {
        using var desk = new Desk();
        var first = await desk.PutAsync(Greeting("one"));
        var user = await desk.PutAsync(Using(first));
        await DriveAsync(desk, user, fourEyes: true);

        await desk.PutAsync(Greeting("two"));

        Assert.Equal("1P 2L", await desk.FlagsAsync("user"));
        Assert.Equal("WFD-005", (await Assert.ThrowsAsync<DomainException>(() => desk.PublishAsync("user", 1))).Code);
    }

    [Fact]
    public async Task CRM_TYPE_what_drives_deals_says_so_and_fits_their_stages()
    {
        using var desk = new Desk();
        var user = await desk.PutAsync(Using(await desk.PutAsync(Greeting("one"))));
        await DriveAsync(desk, user, fourEyes: false);
        var document = user.Document().ToJson();
        document["customProperties"] = new JsonObject();
        await desk.SaveAsync(document);
        Assert.Equal(["CRM-TYPE"], await RefsAsync(desk, 2));
        document["customProperties"] = new JsonObject { ["crm:dealType"] = "simple" };
        document["root"]!["activities"]!.AsArray().Add(new JsonObject { ["type"] = "Crm.CancelWork", ["id"] = "c", ["stage"] = "nowhere" });
        document["root"]!["connections"]!.AsArray().Add(new JsonObject { ["source"] = new JsonObject { ["activity"] = "U", ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = "c", ["port"] = "In" } });
        await desk.SaveAsync(document);

        Assert.Equal(["CRM-STAGE"], await RefsAsync(desk, 2));
    }

    [Fact]
    public async Task TR_04_a_trigger_that_stays_the_same_keeps_its_phase_and_the_others_are_exchanged()
    {
        using var desk = new Desk();
        await desk.PutAsync(Clocked("01:00:00", "Go"));
        var before = (await desk.AllAsync<StartTrigger>()).ToDictionary(t => t.Name);
        Assert.Equal(desk.Clock.GetUtcNow().AddHours(1), before["Elsa.Timer"].DueAt);
        desk.Clock.Advance(TimeSpan.FromMinutes(40));

        var second = await desk.PutAsync(Clocked("01:00:00", "Start"));

        var after = (await desk.AllAsync<StartTrigger>()).ToDictionary(t => t.Name);
        Assert.Equal((before["Elsa.Timer"].Id, before["Elsa.Timer"].DueAt, second.Id),
            (after["Elsa.Timer"].Id, after["Elsa.Timer"].DueAt, after["Elsa.Timer"].DefinitionVersionId));
        Assert.NotEqual((before["Elsa.Event"].Id, before["Elsa.Event"].Hash), (after["Elsa.Event"].Id, after["Elsa.Event"].Hash));
    }

    private static JsonObject Using(DefinitionVersion step) => Flow.New().Custom("crm:dealType", "simple")
        .Node("U", "Greeting", ("workflowDefinitionId", step.DefinitionId), ("workflowDefinitionVersionId", step.Id), ("customProperties", new JsonObject { ["crm:stage"] = "talk", ["crm:entry"] = true }))
        .Definition().ToJson().With("definitionId", "user").With("name", "User");

    /// <summary>From now on deals of a type run under the version.</summary>
    private static async Task DriveAsync(Desk desk, DefinitionVersion version, bool fourEyes)
    {
        var name = new LocalText("Simple", "Простая");
        var flow = new StageFlow
        {
            DealType = "simple",
            Name = name,
            ControlMode = ControlMode.Manual,
            Definition = version.DefinitionId,
            Stages = [new Stage { Code = "talk", Name = name }, new Stage { Code = "won", Name = name, Kind = StageKind.Won }, new Stage { Code = "lost", Name = name, Kind = StageKind.Lost }],
        };
        var type = DealType.Add(flow, desk.Clock.GetUtcNow());
        type.AskForSecondPerson(fourEyes);
        await desk.Store.Keep([type, type.Publish(1, version.Id, version.Version, version.ContentHash, System.Text.Json.JsonSerializer.Serialize(flow, StageFlow.Json), null, desk.Clock.GetUtcNow())]);
    }

    private static async Task<IEnumerable<string?>> RefsAsync(Desk desk, int version) =>
        (await Assert.ThrowsAsync<DomainException>(() => desk.PublishAsync("user", version))).Refusals.Select(refusal => refusal.Ref).Where(code => code is not null);

    private static string Said(DefinitionVersion version) =>
        version.Document().Nodes.Single(n => n.Type == "Elsa.WriteLine").Json["text"]!["expression"]!["value"]!.ToString();

    private static JsonObject Greeting(string text)
    {
        var document = Flow.New().Node("W", "WriteLine", ("text", Flow.Literal(text))).Definition().ToJson().With("definitionId", "greeting").With("name", "Greeting");
        document["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = true };
        return document;
    }

    private static JsonObject Answering(string text) => Flow.New().Starts("G", "Event", ("eventName", Flow.Literal("Go"))).Event("A", "Answer")
        .Node("W", "WriteLine", ("text", Flow.Literal(text))).Path("G", "A", "W").Definition().ToJson().With("definitionId", "answering").With("name", "Answering");

    private static JsonObject Clocked(string interval, string eventName) => Flow.New()
        .Starts("T", "Timer", ("interval", Flow.Literal(interval, "TimeSpan"))).Starts("E", "Event", ("eventName", Flow.Literal(eventName)))
        .Node("W", "WriteLine").Edge("T", "W").Edge("E", "W").Definition().ToJson().With("definitionId", "clocked").With("name", "Clocked");
}
