using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Procedures;

public sealed class DefinitionsApiTests
{
    private const string Root = "/api/workflow-definitions";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task VP_09_and_others_a_definition_is_saved_checked_published_reverted_and_retracted(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var pavel = await office.ApiAsync(office.Pavel);
        var saved = (await pavel.PostAsync(Root, DefinitionFlows.Leads())).Ok();
        Assert.Equal((201, "leads", 1), (saved.Status, (string)saved.Json["definitionId"]!, (int)saved.Json["version"]!));
        Assert.Empty((await pavel.GetAsync($"{Root}/leads/versions/1/findings")).Ok().Json.AsArray());

        (await pavel.PostAsync($"{Root}/leads/versions/1/publication", new { note = "First" })).Ok();
        (await pavel.PostAsync(Root, DefinitionFlows.Leads(name: "New leads"))).Ok();
        (await pavel.PostAsync($"{Root}/leads/versions/2/publication", new { note = "Renamed" })).Ok();
        (await pavel.PostAsync($"{Root}/leads/versions/1/reversion")).Ok();
        await FilteredAsync(pavel);

        Assert.Equal(["3 True False", "2 False True", "1 False False"], await FlagsAsync(pavel));
        (await pavel.SendAsync(HttpMethod.Delete, $"{Root}/leads/draft", null)).Ok();
        Assert.Equal(["2 True True", "1 False False"], await FlagsAsync(pavel));
        var document = (await pavel.GetAsync($"{Root}/leads/versions/2")).Ok().Json;
        Assert.Equal(("New leads", true, 2), ((string)document["name"]!, (bool)document["isPublished"]!, (int)document["version"]!));
        (await pavel.SendAsync(HttpMethod.Delete, $"{Root}/leads/publication", null)).Ok();
        Assert.Equal(["2 True False", "1 False False"], await FlagsAsync(pavel));
        Assert.Equal(8, await office.ReadAsync(d => d.Set<AuditEntry>().CountAsync(e => e.Kind.StartsWith("definition.") && !e.Denied, Stop)) + 1);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_wrong_is_refused_with_its_code_and_changes_nothing(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var (pavel, anna) = (await office.ApiAsync(office.Pavel), await office.ApiAsync(office.Anna));
        (await anna.PostAsync(Root, DefinitionFlows.Leads())).Refused(403, "GEN-009");
        (await anna.GetAsync(Root)).Refused(403, "GEN-009");
        (await pavel.PostAsync(Root, new { name = "Nobody" })).Refused(400, "GEN-012");
        (await pavel.PostAsync(Root, DefinitionFlows.Broken())).Ok();

        var refused = (await pavel.PostAsync($"{Root}/broken/versions/1/publication", new { note = "Try" })).Refused(422, "WFD-001");

        Assert.Contains("CN-PORT", refused.Refusals);
        (await pavel.PostAsync($"{Root}/broken/versions/1/publication", new { })).Refused(400, "GEN-012");
        (await pavel.PostAsync($"{Root}/broken/versions/9/publication", new { note = "Try" })).Refused(404, "GEN-008");
        (await pavel.GetAsync($"{Root}/lost/versions")).Refused(404, "GEN-008");
        (await pavel.SendAsync(HttpMethod.Delete, $"{Root}/standard-sale/publication", null)).Refused(422, "DTP-001");
        Assert.False(await office.ReadAsync(d => d.Set<DefinitionVersion>().AnyAsync(v => v.DefinitionId == "broken" && v.IsPublished, Stop)));
        Assert.True(await office.ReadAsync(d => d.Set<AuditEntry>().AnyAsync(e => e.Denied && e.Code == "WFD-001", Stop)));
    }

    [Theory, OnBothDatabases]
    public async Task VP_02_of_two_editors_the_second_is_told(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var pavel = await office.ApiAsync(office.Pavel);
        (await pavel.PostAsync(Root, DefinitionFlows.Leads())).Ok();
        var seen = long.Parse((await pavel.GetAsync($"{Root}/leads/versions/1")).ETag!.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
        var first = (await pavel.PostAsync(Root, DefinitionFlows.Leads(name: "Mine"), revision: seen)).Ok();

        var refused = (await pavel.PostAsync(Root, DefinitionFlows.Leads(name: "Yours"), revision: seen)).Refused(409, "GEN-007");
        var conflict = refused.Json["conflict"]!;
        Assert.Equal(("Mine", "Yours", (long)first.Json["revision"]!), ((string)conflict["theirs"]!["name"]!, (string)conflict["yours"]!["name"]!, (long)conflict["revision"]!));

        var now = (await pavel.GetAsync($"{Root}/leads/versions/1")).Ok();
        Assert.Equal(("Mine", $"\"{first.Json["revision"]}\""), ((string)now.Json["name"]!, now.ETag));
    }

    [Theory, OnBothDatabases]
    public async Task VP_05_and_VP_06_the_database_itself_refuses_to_change_or_delete_what_was_published(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        foreach (var statement in new[] { "SET text = 'x'", "SET name = 'x'", "SET version = 9", "SET content_hash = 'x'", "SET published_at = NULL" })
            await RefusedAsync(office, $"UPDATE workflow_definitions {statement} WHERE definition_id = 'standard-sale'");
        await RefusedAsync(office, "DELETE FROM workflow_definitions WHERE definition_id = 'standard-sale'");

        await office.ReadAsync(d => d.Database.ExecuteSqlRawAsync("UPDATE workflow_definitions SET is_published = is_published WHERE definition_id = 'standard-sale'", Stop));
    }

    [Theory, OnBothDatabases]
    public async Task R_41_of_publishers_at_the_same_moment_one_is_the_last_and_the_triggers_are_its_own(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        for (var version = 1; version <= 4; version++)
        {
            await ActAsync(office, scope => scope.SaveDefinition(DefinitionJson.Parse(DefinitionFlows.Leads(name: $"Leads {version}").ToJsonString())));
            if (version < 4) await ActAsync(office, scope => scope.PublishDefinition("leads", version, "Next"));
        }

        await Task.WhenAll(Enumerable.Range(1, 4).Select(version => Task.Run(() => ActAsync(office, scope => scope.PublishDefinition("leads", version, "At once")), Stop)));

        var versions = await office.ReadAsync(d => d.Set<DefinitionVersion>().AsNoTracking().Where(v => v.DefinitionId == "leads").ToListAsync(Stop));
        var published = Assert.Single(versions, v => v.IsPublished);
        Assert.True(published.IsLatest);
        Assert.Single(versions, v => v.IsLatest);
        Assert.Equal(published.Id, (await office.ReadAsync(d => d.Set<StartTrigger>().AsNoTracking().SingleAsync(t => t.DefinitionId == "leads", Stop))).DefinitionVersionId);
    }

    [Theory, OnBothDatabases]
    public async Task D_01_what_drives_deals_is_published_as_a_new_procedure_and_running_deals_keep_theirs(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var before = await office.OpenDealAsync(office.Anna);
        var pavel = await office.ApiAsync(office.Pavel);
        var document = (await pavel.GetAsync($"{Root}/standard-sale/versions/1")).Ok().Json;
        document["description"] = "With a word more";
        (await pavel.PostAsync(Root, document)).Refused(409, "WFD-003");
        document["isReadonly"] = false;
        (await pavel.PostAsync(Root, document)).Ok();

        (await pavel.PostAsync($"{Root}/standard-sale/versions/2/publication", new { note = "One word more" })).Ok();

        var after = await office.OpenDealAsync(office.Anna);
        Assert.Equal((1, 2), (await NumberOfAsync(office, before), await NumberOfAsync(office, after)));
        var procedures = await office.ReadAsync(d => d.Set<ProcedureVersion>().AsNoTracking().Where(p => p.DefinitionVersionId != null).ToListAsync(Stop));
        Assert.Equal(office.Pavel.Id, procedures.Single(p => p.Number == 2).PublishedBy);
        Assert.Equal(StageFlow.RulesHash((string)(await pavel.GetAsync($"{Root}/standard-sale/versions")).Json[0]!["contentHash"]!, procedures.Single(p => p.Number == 2).Flow),
            procedures.Single(p => p.Number == 2).RulesHash);
    }

    /// <summary>VP-09: in the words of the format and in any case; nothing means all.</summary>
    private static async Task FilteredAsync(ApiClient api)
    {
        foreach (var (options, expected) in new[] { ("", "1 2 3"), ("ALLVERSIONS", "1 2 3"), ("draft", "3"), ("Latest", "3"), ("published", "2"), ("LatestOrPublished", "2 3"), ("LatestAndPublished", ""), ("1", "1") })
            Assert.Equal(expected, string.Join(' ', (await api.GetAsync($"{Root}?versionOptions={options}")).Ok().Json.AsArray()
                .Where(v => (string)v!["definitionId"]! == "leads").Select(v => (int)v!["version"]!)));
        (await api.GetAsync($"{Root}?versionOptions=newest")).Refused(400, "GEN-001");
    }

    private static async Task<string[]> FlagsAsync(ApiClient api) =>
        [.. (await api.GetAsync($"{Root}/leads/versions")).Ok().Json.AsArray().Select(v => $"{v!["version"]} {(bool)v["isLatest"]!} {(bool)v["isPublished"]!}")];

    private static Task<int> NumberOfAsync(SalesOffice office, Guid dealId) => office.ReadAsync(d => d.Set<Deal>().Where(deal => deal.Id == dealId)
        .Join(d.Set<ProcedureVersion>(), deal => deal.ProcedureVersionId, p => p.Id, (_, p) => p.Number).SingleAsync(Stop));

    private static Task ActAsync(SalesOffice office, Func<CommandScope, Task<DefinitionVersion>> act) =>
        office.ActAsync(office.Pavel, Subject.None, "definition.act", async scope => new { (await act(scope)).Id });

    private static async Task RefusedAsync(SalesOffice office, string sql)
    {
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => office.ReadAsync(d => d.Database.ExecuteSqlRawAsync(sql, Stop)));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }
}
