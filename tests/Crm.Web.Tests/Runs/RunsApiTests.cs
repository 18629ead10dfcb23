using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Runs;

/// <summary>Runs over the API: the list, one run with its journal, and what an operator does, each with its reason.</summary>
public sealed class RunsApiTests
{
    private const string Because = "The bench was repaired";

    [Theory, OnBothDatabases]
    public async Task The_list_is_narrowed_by_state_procedure_and_text_and_read_part_by_part(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var strict = await office.OpenDealAsync(office.Anna, name: "Насосы для завода");
        var manual = await office.OpenDealAsync(office.Anna, "manual-pipeline", "Valves");
        var number = await office.ReadAsync(d => d.Set<Deal>().Where(x => x.Id == manual).Select(x => x.Number).SingleAsync());
        var alla = await office.ApiAsync(office.Alla);

        var first = (await alla.GetAsync("/api/runs?limit=1")).Ok().Json;
        var second = (await alla.GetAsync($"/api/runs?limit=1&after={first["next"]}")).Ok().Json;

        Assert.Equal([manual, strict], new[] { first, second }.Select(part => DealOf(part["items"]!.AsArray().Single()!)));
        Assert.Null(second["next"]);
        Assert.Equal([strict], await DealsAsync(alla, "definition=standard-sale"));
        Assert.Equal([strict], await DealsAsync(alla, "text=" + Uri.EscapeDataString("насосы")));
        Assert.Equal([manual], await DealsAsync(alla, "text=" + number));
        Assert.Equal([manual], await DealsAsync(alla, $"text={await RunAsync(office, manual)}"));
        Assert.Equal([manual, strict], await DealsAsync(alla, "state=Suspended"));
        Assert.Empty(await DealsAsync(alla, "state=Faulted"));
        Assert.Empty(await DealsAsync(alla, "stuck=true"));
        (await alla.GetAsync("/api/runs?limit=0")).Refused(422, "GEN-003");
        (await alla.GetAsync($"/api/runs?after={Guid.CreateVersion7()}")).Refused(422, "GEN-003");
    }

    [Theory, OnBothDatabases]
    public async Task A_row_says_in_words_of_the_business_what_its_run_waits_for(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        await new OwnFlow("many").Node("S", "Elsa.Start").Event("E", "ContractSigned").Delay("D", "01:00:00").Called("Cool down", "Остыть").Path("S", "E").Path("S", "D")
            .PublishAsync(office.App);
        await office.OpenDealAsync(office.Anna, "many");
        var strict = await office.OpenDealAsync(office.Anna);
        var task = await office.ReadAsync(d => d.Set<TaskItem>().SingleAsync(t => t.DealId == strict));
        var alla = await office.ApiAsync(office.Alla);

        var waits = (await alla.GetAsync("/api/runs")).Ok().Json["items"]!.AsArray().ToDictionary(row => (string)row!["definitionId"]!, row => row!["waits"]!.AsArray());

        Assert.Equal(("Task", task.TitleEn, task.Id), Assert.Single(waits["standard-sale"]) is { } wait ? ((string)wait["kind"]!, (string)wait["what"]!, Guid.Parse((string)wait["id"]!)) : default);
        Assert.Equal(["Event ContractSigned", "Timer Cool down"], waits["many"].Select(w => $"{w!["kind"]} {w["what"]}").Order());
        Assert.NotNull(waits["many"].Single(w => (string)w!["kind"]! == "Timer")!["until"]);
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_step_is_tried_again_and_given_up_and_the_record_says_by_whom_and_why(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var run = await FailedAsync(office);
        var alla = await office.ApiAsync(office.Alla);
        var card = (await alla.GetAsync($"/api/runs/{run}")).Ok().Json;
        var incident = card["incidents"]!.AsArray().Single()!;
        Assert.Equal(("OnPurpose", "0 Broken"), ((string)incident["fault"]!, (string)incident["message"]!));
        Assert.Contains("at Crm.", (string)incident["stack"]!, StringComparison.Ordinal);
        Assert.Equal("Done Faulted Ahead", string.Join(' ', card["steps"]!.AsArray().Skip(1).Select(s => (string)s!["state"]!)));
        var path = $"/api/runs/{run}/incidents/{incident["step"]}";

        (await alla.PostAsync($"{path}/retry")).Refused(400, "GEN-012");
        (await alla.PostAsync($"{path}/retry", new { reason = " " })).Refused(400, "GEN-012");
        (await alla.PostAsync($"{path}/retry", new { reason = Because })).Ok();
        var again = (await alla.GetAsync($"/api/runs/{run}")).Ok().Json["incidents"]!.AsArray();
        Assert.Equal([null, "Retry"], again.Select(i => (string?)i!["resolution"]).Order());
        (await alla.PostAsync($"/api/runs/{run}/incidents/unknown/dismissal", new { reason = Because })).Refused(409, "WFI-005");
        (await alla.PostAsync($"{path}/dismissal", new { reason = "Nobody needs it" })).Ok();
        Assert.Contains("«завершён»", (string)(await alla.PostAsync($"{path}/dismissal", new { reason = Because })).Refused(409, "WFI-004").Json["messageRu"]!, StringComparison.Ordinal);

        var journal = (await alla.GetAsync($"/api/runs/{run}/journal?limit=500")).Ok().Json["items"]!.AsArray();
        Assert.Equal(
            ["Canceled Dismiss Alla Kuznetsova Nobody needs it", $"Retried Retry Alla Kuznetsova {Because}"],
            journal.Where(row => row!["by"] is not null).Select(row => $"{row!["event"]} {row["resolution"]} {row["by"]} {row["reason"]}"));
        var entries = await office.ReadAsync(d => d.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == run && !e.Denied).OrderBy(e => e.Seq).ToListAsync());
        Assert.Equal(["incident.retried", "incident.dismissed"], entries.Select(e => e.Kind));
        // The reason is personal: the record holds what it can be checked against, the value stands apart.
        Assert.All(entries, e => Assert.DoesNotContain("bench", e.Payload, StringComparison.Ordinal));
        Assert.Equal(Because, await ReasonAsync(office, entries[0]));
    }

    [Theory, OnBothDatabases]
    public async Task The_journal_is_read_part_by_part_and_step_by_step(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var run = await FailedAsync(office);
        var alla = await office.ApiAsync(office.Alla);

        var (all, next) = (new List<long>(), (long?)null);
        do
        {
            var part = (await alla.GetAsync($"/api/runs/{run}/journal?limit=2{(next is null ? "" : $"&before={next}")}")).Ok().Json;
            all.AddRange(part["items"]!.AsArray().Select(row => (long)row!["sequence"]!));
            next = (long?)part["next"];
        }
        while (next is not null);

        var count = await office.ReadAsync(d => d.Set<JournalEntry>().CountAsync(j => j.WorkflowInstanceId == run));
        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)(count - 1 - i)), all);
        var own = (await alla.GetAsync($"/api/runs/{run}/journal?node=Workflow1:flow:F")).Ok().Json["items"]!.AsArray();
        Assert.Equal(["Take the bench Faulted", "Take the bench Started"], own.Select(row => $"{row!["title"]} {row["event"]}"));
    }

    [Theory, OnBothDatabases]
    public async Task The_run_that_leads_an_open_strict_deal_is_not_canceled_by_itself(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var deal = await office.OpenDealAsync(office.Anna);
        var run = await RunAsync(office, deal);
        var alla = await office.ApiAsync(office.Alla);
        Assert.True((bool)(await alla.GetAsync($"/api/runs/{run}")).Ok().Json["leadsDeal"]!);

        (await alla.PostAsync($"/api/runs/{run}/cancellation", new { reason = Because })).Refused(409, "WFI-001");

        Assert.Equal(WorkflowStatus.Suspended, await office.ReadAsync(d => d.Set<WorkflowInstance>().Where(i => i.Id == run).Select(i => i.Status).SingleAsync()));
        var denied = await office.ReadAsync(d => d.Set<AuditEntry>().SingleAsync(e => e.Denied && e.SubjectId == run));
        Assert.Equal(("run.cancel", "WFI-001", office.Alla.Id), (denied.Kind, denied.Code, denied.ActorId));
    }

    [Theory, OnBothDatabases]
    public async Task A_canceled_run_of_a_manual_deal_ends_its_work_and_the_deal_goes_on_by_hand(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var deal = await office.OpenDealAsync(office.Anna, "manual-pipeline");
        var run = await RunAsync(office, deal);
        var alla = await office.ApiAsync(office.Alla);

        (await alla.PostAsync($"/api/runs/{run}/cancellation", new { reason = Because })).Ok();

        var card = (await alla.GetAsync($"/api/runs/{run}")).Ok().Json;
        Assert.Equal(("Canceled", 0), ((string)card["state"]!, card["waits"]!.AsArray().Count));
        var newest = (await alla.GetAsync($"/api/runs/{run}/journal?node=Workflow1")).Ok().Json["items"]!.AsArray()[0]!;
        Assert.Equal($"Canceled Cancel Alla Kuznetsova {Because}", $"{newest["event"]} {newest["resolution"]} {newest["by"]} {newest["reason"]}");
        Assert.Equal(Because, await ReasonAsync(office, await office.ReadAsync(d => d.Set<AuditEntry>().SingleAsync(e => e.Kind == "run.canceled" && e.SubjectId == run && e.DealId == deal))));
        (await alla.PostAsync($"/api/runs/{run}/cancellation", new { reason = Because })).Refused(409, "WFI-004");
        (await (await office.ApiAsync(office.Anna)).PostAsync($"/api/deals/{deal}/stage?confirm=true", new { stage = "contacted" })).Ok();
    }

    [Theory, OnBothDatabases]
    public async Task An_undone_step_is_no_longer_done(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        await new OwnFlow("asking").Node("S", "Elsa.Start").Node("A", "Crm.WaitForTask", ("title", new JsonObject { ["en"] = "Ask", ["ru"] = "Спросить" }, "Object"), ("assignee", "owner", "String"),
            ("choices", new JsonArray(new JsonObject { ["code"] = "Done", ["name"] = new JsonObject { ["en"] = "Done", ["ru"] = "Готово" } }), "Object"))
            .Task("T").Path("S", "A", "T").PublishAsync(office.App);
        var deal = await office.OpenDealAsync(office.Anna, "asking");
        var task = await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == deal).Select(t => t.Id).SingleAsync());
        var (anna, alla) = (await office.ApiAsync(office.Anna), await office.ApiAsync(office.Alla));
        (await anna.PostAsync($"/api/tasks/{task}/completion", new { choice = "Done" })).Ok();
        var run = await RunAsync(office, deal);
        Assert.Equal("Done Done Done", await StepsAsync(alla, run));

        (await anna.PostAsync($"/api/deals/{deal}/undo")).Ok();

        Assert.Equal("Done Waiting Ahead", await StepsAsync(alla, run));
    }

    [Theory, OnBothDatabases]
    public async Task Who_may_not_operate_is_refused_everywhere_and_each_refusal_is_on_record(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var run = await FailedAsync(office);
        var anna = await office.ApiAsync(office.Anna);
        string[] reads = ["/api/runs", $"/api/runs/{run}", $"/api/runs/{run}/journal", "/api/stuck"];
        string[] acts = [$"/api/runs/{run}/cancellation", $"/api/runs/{run}/incidents/x/retry", $"/api/runs/{run}/incidents/x/dismissal", $"/api/dead-letters/{run}/replay"];
        var before = await office.RowsAsync();

        foreach (var read in reads) (await anna.GetAsync(read)).Refused(403, "GEN-009");
        foreach (var act in acts) (await anna.PostAsync(act, new { reason = Because })).Refused(403, "GEN-009");

        var after = await office.RowsAsync();
        Assert.Equal(["audit_entries"], after.Where(table => table.Value != before[table.Key]).Select(table => table.Key));
        Assert.Equal(reads.Length + acts.Length, await office.ReadAsync(d => d.Set<AuditEntry>().CountAsync(e => e.Denied && e.Code == "GEN-009" && e.ActorId == office.Anna.Id)));
        var alla = await office.ApiAsync(office.Alla);
        (await alla.GetAsync($"/api/runs/{Guid.CreateVersion7()}")).Refused(404, "GEN-008");
        (await alla.PostAsync($"/api/runs/{Guid.CreateVersion7()}/cancellation", new { reason = Because })).Refused(404, "GEN-008");
    }

    private static async Task<Guid> FailedAsync(SalesOffice office)
    {
        await new OwnFlow("workshop").Node("S", "Elsa.Start").Node("F", "Elsa.Fault", ("message", "Broken", "String")).Called("Take the bench", "Занять стенд").Task("T").Path("S", "F", "T")
            .PublishAsync(office.App);
        return await RunAsync(office, await office.OpenDealAsync(office.Anna, "workshop"));
    }

    private static Task<Guid> RunAsync(SalesOffice office, Guid deal) =>
        office.ReadAsync(d => d.Set<WorkflowInstance>().Where(i => i.DealId == deal).Select(i => i.Id).SingleAsync());

    private static async Task<string> StepsAsync(ApiClient client, Guid run) =>
        string.Join(' ', (await client.GetAsync($"/api/runs/{run}")).Ok().Json["steps"]!.AsArray().Skip(1).Select(s => (string)s!["state"]!));

    private static async Task<IEnumerable<Guid>> DealsAsync(ApiClient client, string query) =>
        (await client.GetAsync("/api/runs?" + query)).Ok().Json["items"]!.AsArray().Select(row => DealOf(row!));

    private static Guid DealOf(JsonNode row) => Guid.Parse((string)row["dealId"]!);

    private static Task<string> ReasonAsync(SalesOffice office, AuditEntry entry)
    {
        var id = Guid.Parse((string)JsonNode.Parse(entry.Payload)!["reason"]!["ref"]!);
        return office.ReadAsync(d => d.Set<PersonalValue>().Where(v => v.Id == id).Select(v => v.Value).SingleAsync());
    }
}
