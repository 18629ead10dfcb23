using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Features.Compliance;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Compliance;

public sealed class ComplianceApiTests(Offices offices) : IClassFixture<Offices>
{
    [Theory, OnBothDatabases]
    public async Task An_auditor_finds_and_judges_what_others_may_not_even_see(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var deal = await RefusedAsync(office);
        var (rita, anna) = (await office.ApiAsync(office.Rita), await office.ApiAsync(office.Anna));

        (await anna.GetAsync("/api/findings")).Refused(403, "GEN-009");
        (await anna.GetAsync($"/api/deals/{deal}/file")).Refused(403, "GEN-009");
        Assert.Empty((await rita.GetAsync($"/api/findings?deal={deal}&refused=false")).Ok().Json["items"]!.AsArray());
        Assert.Empty((await rita.GetAsync($"/api/findings?deal={deal}&deviation=Overdue")).Ok().Json["items"]!.AsArray());
        Assert.Empty((await rita.GetAsync($"/api/findings?deal={deal}&actor={office.Vera.Id}")).Ok().Json["items"]!.AsArray());
        Assert.Empty((await rita.GetAsync($"/api/findings?deal={deal}&to=2000-01-01")).Ok().Json["items"]!.AsArray());
        var row = Assert.Single((await rita.GetAsync($"/api/findings?deal={deal}&disposition=Open&actor={office.Anna.Id}")).Ok().Json["items"]!.AsArray())!;
        Assert.Equal(("WFI-002", "OutOfOrder", true), ((string)row["ruleCode"]!, (string)row["deviation"]!, (bool)row["refused"]!));
        // The auditor reads the words that the seller read.
        var gate = await office.ReadAsync(async d => StageFlow.Parse((await d.Set<ProcedureVersion>().SingleAsync(v =>
            v.Id == d.Set<Deal>().First(x => x.Id == deal).ProcedureVersionId)).Flow).Gate("G1.1")!.Title);
        Assert.StartsWith(gate.En, (string)row["rule"]!["en"]!, StringComparison.Ordinal);
        var path = $"/api/findings/{(string)row["id"]!}/disposition";

        (await anna.PostAsync(path, new { disposition = "Explained", reason = "I was in a hurry" })).Refused(403, "GEN-009");
        (await rita.PostAsync(path, new { disposition = "Accepted", reason = "Fine" })).Refused(422, "AUD-001");
        (await rita.PostAsync(path, new { disposition = "Accepted", reason = "Fine", ownerId = office.Boris.Id, expiresOn = "2199-01-01" })).Refused(422, "AUD-001");
        (await rita.PostAsync($"/api/findings/{Guid.CreateVersion7()}/disposition", new { disposition = "Open" })).Refused(404, "GEN-008");
        (await rita.PostAsync(path, new { disposition = "Explained", reason = "A new colleague" })).Ok();

        var judged = (await rita.GetAsync($"/api/findings/{(string)row["id"]!}")).Ok().Json;
        Assert.Equal(("Explained", "Rita Sokolova", "A new colleague"), ((string)judged["disposition"]!, (string)judged["disposedBy"]!, (string)judged["reason"]!));
        var kinds = await office.ReadAsync(d => d.Set<AuditEntry>().Where(e => e.DealId == deal && e.ActorId == office.Rita.Id && !e.Denied).Select(e => e.Kind).ToListAsync());
        Assert.Equal(["finding.disposed"], kinds);
        Assert.True(await office.ReadAsync(d => d.Set<AuditEntry>().AnyAsync(e => e.Kind == "findings.read" && e.ActorId == office.Rita.Id && e.SubjectId == deal)));
    }

    [Theory, OnBothDatabases]
    public async Task An_auditor_who_owns_the_deal_does_not_judge_it(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var deal = await RefusedAsync(office);
        (await (await office.ApiAsync(office.Boris)).PostAsync($"/api/deals/{deal}/owner", new { userId = office.Rita.Id })).Ok();
        var finding = await office.ReadAsync(d => d.Set<Finding>().Where(f => f.DealId == deal && f.Refused).Select(f => f.Id).SingleAsync());

        (await (await office.ApiAsync(office.Rita)).PostAsync($"/api/findings/{finding}/disposition", new { disposition = "Explained", reason = "Mine" }))
            .Refused(403, "AUD-002");
    }

    [Theory, OnBothDatabases]
    public async Task The_list_is_read_part_by_part(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var deals = new List<Guid>();
        for (var i = 0; i < 3; i++) deals.Add(await RefusedAsync(office));
        var rita = await office.ApiAsync(office.Rita);

        var (seen, next) = (new List<Guid>(), "");
        do
        {
            var part = (await rita.GetAsync("/api/findings?limit=2" + next)).Ok().Json;
            seen.AddRange(part["items"]!.AsArray().Select(f => Guid.Parse((string)f!["dealId"]!)));
            next = part["next"] is { } after ? "&after=" + after : "";
        }
        while (next.Length > 0);

        Assert.Equal(Enumerable.Reverse(deals), seen.Where(deals.Contains));
    }

    [Theory, OnBothDatabases]
    public async Task The_file_of_a_deal_holds_facts_refusals_gates_and_findings(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("qualification");
        (await (await office.ApiAsync(office.Anna)).PostAsync($"/api/deals/{sale.DealId}/stage", new { stage = "proposal" })).Refused(409, "WFI-001");

        var file = (await (await office.ApiAsync(office.Rita)).GetAsync($"/api/deals/{sale.DealId}/file")).Ok().Json;

        var entries = file["entries"]!.AsArray();
        var facts = await office.ReadAsync(d => d.Set<DealEvent>().CountAsync(e => e.DealId == sale.DealId));
        Assert.Equal(facts, entries.Count(e => e!["seq"] is not null));
        Assert.Contains(entries, e => (string?)e!["refusedWith"] == "WFI-001" && e["seq"] is null);
        Assert.All(entries.Where(e => e!["seq"] is not null), e =>
            Assert.Equal((true, true, true, 1), (e!["occurredAt"] is not null, e["recordedAt"] is not null, e["hash"] is not null, (int)e["procedureNumber"]!)));
        var gate = file["gates"]!.AsArray().Single(g => (string?)g!["code"] == "G1.1")!;
        Assert.Equal("Passed", (string?)gate["result"]);
        Assert.NotEmpty(gate["evidence"]!.AsArray());
        Assert.Equal("WFI-001", (string?)Assert.Single(file["findings"]!.AsArray())!["ruleCode"]);
    }

    /// <summary>Whoever can write the file of the database gets past its triggers, but not past the chain.</summary>
    [Theory]
    [InlineData("UPDATE deal_events SET payload = '{{}}' WHERE deal_id = @deal AND seq = 2", 2)]
    [InlineData("DELETE FROM deal_events WHERE deal_id = @deal AND seq = 3", 3)]
    [InlineData("UPDATE deal_events SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE deal_id = @deal AND seq IN (2, 3)|UPDATE deal_events SET seq = -seq WHERE deal_id = @deal AND seq < 0", 2)]
    [InlineData("DELETE FROM deal_events WHERE deal_id = @deal AND seq = (SELECT last_seq FROM deals WHERE id = @deal)", 0)]
    public async Task The_first_record_that_does_not_hold_is_named(string edits, long first)
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("qualification");
        Assert.Null(await FirstBrokenAsync(office, sale.DealId));
        var last = await office.ReadAsync(d => d.Set<Deal>().Where(x => x.Id == sale.DealId).Select(x => x.LastSeq).SingleAsync());

        await office.ReadAsync(async d =>
        {
            foreach (var edit in (string[])["DROP TRIGGER deal_events_refuse_update", "DROP TRIGGER deal_events_refuse_delete", .. edits.Split('|')])
                await d.Database.ExecuteSqlRawAsync(edit.Replace("@deal", $"'{sale.DealId.ToString().ToUpperInvariant()}'", StringComparison.Ordinal));
            return true;
        });

        Assert.Equal(first == 0 ? last : first, await FirstBrokenAsync(office, sale.DealId));
    }

    private static Task<long?> FirstBrokenAsync(SalesOffice office, Guid deal) => office.App.InScopeAsync(async services =>
    {
        var rita = await services.GetRequiredService<CrmDbContext>().Set<User>().SingleAsync(u => u.Id == office.Rita.Id);
        return await services.GetRequiredService<DealFiles>().FirstBroken(deal,
            await CurrentActor.Of(rita, ActorKind.User, services.GetRequiredService<CrmDbContext>()));
    });

    private static async Task<Guid> RefusedAsync(SalesOffice office)
    {
        var deal = await office.OpenDealAsync(office.Anna);
        var task = await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == deal).Select(t => t.Id).SingleAsync());
        (await (await office.ApiAsync(office.Anna)).PostAsync($"/api/tasks/{task}/completion", new { choice = "Done" })).Refused(422, "WFI-002");
        return deal;
    }
}
