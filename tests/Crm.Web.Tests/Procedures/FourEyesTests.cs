using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Procedures;

/// <summary>VP-10: where the deal type asks for it, what its deals run under is the word of two people.</summary>
public sealed class FourEyesTests
{
    private const string Root = "/api/workflow-definitions", Sale = Root + "/standard-sale/versions/2";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task VP_10_neither_without_an_approval_nor_by_the_author_and_then_with_both_people_on_record(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var (author, second) = (await office.ApiAsync(office.Pavel), await office.ApiAsync(await office.HireAsync("Polina Belova", Role.ProcessOwner)));
        await AskAsync(office);
        await DraftAsync(author, "With a word more");
        var rules = (string)(await author.GetAsync($"{Sale}/approvals")).Ok().Json["rulesHash"]!;

        (await author.PostAsync($"{Sale}/publication", new { note = "Now" })).Refused(422, "WFD-005");
        (await second.PostAsync($"{Sale}/publication", new { note = "Now" })).Refused(422, "WFD-005");
        (await author.PostAsync($"{Sale}/approvals", new { rulesHash = rules, note = "Mine is good" })).Refused(403, "APR-001");
        (await (await office.ApiAsync(office.Boris)).PostAsync($"{Sale}/approvals", new { rulesHash = rules, note = "Good" })).Refused(403, "GEN-009");
        (await second.PostAsync($"{Sale}/approvals", new { rulesHash = rules })).Refused(400, "GEN-012");
        (await second.PostAsync($"{Sale}/approvals", new { rulesHash = new string('0', 64), note = "Read another" })).Refused(409, "APR-002");
        var given = (await second.PostAsync($"{Sale}/approvals", new { rulesHash = rules, note = "Read it" })).Ok();
        Assert.Equal(given.Id, (await second.PostAsync($"{Sale}/approvals", new { rulesHash = rules, note = "Read it twice" })).Ok().Id);
        (await author.PostAsync($"{Sale}/publication", new { note = "Now" })).Refused(403, "APR-001");
        (await second.PostAsync($"{Sale}/publication", new { note = "As agreed" })).Ok();

        var pair = await office.ReadAsync(d => d.Set<ProcedureVersion>().AsNoTracking().SingleAsync(p => p.DefinitionVersion == 2, Stop));
        var approval = await office.ReadAsync(d => d.Set<PublishApproval>().AsNoTracking().SingleAsync(Stop));
        Assert.Equal((pair.RulesHash, pair.Number, rules), (approval.RulesHash, approval.ProcedureVersion, (string)given.Json["rulesHash"]!));
        Assert.Equal(approval.ApprovedBy.ToString(), (string)(await author.GetAsync(Sale)).Ok().Json["customProperties"]!["crm:approvedBy"]!);
        Assert.Equal(1, await office.ReadAsync(d => d.Set<AuditEntry>().CountAsync(e => e.Kind == "dealtype.four_eyes_changed", Stop)));
        var denied = await office.ReadAsync(d => d.Set<AuditEntry>().AsNoTracking().Where(e => e.Denied).Select(e => e.Code).ToListAsync(Stop));
        Assert.Equal((2, 1, 2), (denied.Count(code => code == "APR-001"), denied.Count(code => code == "APR-002"), denied.Count(code => code == "WFD-005")));
    }

    [Theory, OnBothDatabases]
    public async Task VP_10_what_changed_after_the_approval_or_was_taken_back_is_not_approved(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var (author, second) = (await office.ApiAsync(office.Pavel), await office.ApiAsync(await office.HireAsync("Polina Belova", Role.ProcessOwner)));
        var type = await AskAsync(office);
        (await author.SendAsync(HttpMethod.Put, $"/api/deal-types/{type}/publishing", new { fourEyes = false })).Refused(403, "GEN-009");
        (await author.PostAsync($"{Root}/standard-sale/versions/9/approvals", new { rulesHash = "x", note = "x" })).Refused(404, "GEN-008");
        await DraftAsync(author, "First");
        await ApproveAsync(second);
        await DraftAsync(author, "Second");

        (await second.PostAsync($"{Sale}/publication", new { note = "Now" })).Refused(409, "APR-002");
        await ApproveAsync(second);
        (await second.SendAsync(HttpMethod.Delete, $"{Sale}/approvals", null)).Ok();
        (await author.SendAsync(HttpMethod.Delete, $"{Sale}/approvals", null)).Refused(409, "APR-003");
        (await second.PostAsync($"{Sale}/publication", new { note = "Now" })).Refused(409, "APR-002");
        await DraftAsync(second, "Second");
        (await author.PostAsync($"{Sale}/publication", new { note = "Now" })).Refused(409, "APR-002");
        await ApproveAsync(author);

        (await author.PostAsync($"{Sale}/publication", new { note = "The roles were changed" })).Ok();
    }

    private static async Task<Guid> AskAsync(SalesOffice office)
    {
        var type = await office.ReadAsync(d => d.Set<DealType>().Where(t => t.Code == "standard-sale").Select(t => t.Id).SingleAsync(Stop));
        (await (await office.ApiAsync(office.Alla)).SendAsync(HttpMethod.Put, $"/api/deal-types/{type}/publishing", new { fourEyes = true })).Ok();
        return type;
    }

    private static async Task DraftAsync(ApiClient api, string description)
    {
        var document = (JsonObject)(await api.GetAsync($"{Root}/standard-sale/versions/1")).Ok().Json;
        (document["description"], document["isReadonly"]) = (description, false);
        (await api.PostAsync(Root, document)).Ok();
    }

    private static async Task ApproveAsync(ApiClient api)
    {
        var rules = (string)(await api.GetAsync($"{Sale}/approvals")).Ok().Json["rulesHash"]!;
        (await api.PostAsync($"{Sale}/approvals", new { rulesHash = rules, note = "Read it" })).Ok();
    }
}
