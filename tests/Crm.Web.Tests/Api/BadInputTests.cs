using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Api;

/// <summary>What every endpoint survives, shown on the deal's.</summary>
public sealed class BadInputTests(Offices offices) : IClassFixture<Offices>
{
    [Theory, OnBothDatabases]
    public async Task What_cannot_be_read_leaves_no_row(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        var deal = $"/api/deals/{await office.OpenDealAsync(office.Anna)}";
        var manual = $"/api/deals/{await office.OpenDealAsync(office.Anna, "manual-pipeline")}";
        var large = """{"dealType":"standard-sale","name":"x","comment":"COMMENT"}""".Replace("COMMENT", new string('x', 2_000_000), StringComparison.Ordinal);
        (HttpMethod Method, string Path, string Body, int Status, string Code)[] cases =
        [
            (HttpMethod.Post, "/api/deals", "", 400, "GEN-001"),
            (HttpMethod.Post, "/api/deals", "{", 400, "GEN-001"),
            (HttpMethod.Post, "/api/deals", "null", 400, "GEN-001"),
            (HttpMethod.Post, "/api/deals", "[]", 400, "GEN-001"),
            (HttpMethod.Post, "/api/deals", """{"dealType":"standard-sale","name":7}""", 400, "GEN-001"),
            (HttpMethod.Post, "/api/deals", """{"dealType":"standard-sale","name":"x","potential":"much"}""", 400, "GEN-001"),
            (HttpMethod.Post, "/api/deals", """{"dealType":"standard-sale","name":"x","expectedCloseOn":"2026-02-30"}""", 400, "GEN-001"),
            (HttpMethod.Post, "/api/deals", """{"dealType":"standard-sale","name":"x","color":"red"}""", 400, "GEN-002"),
            (HttpMethod.Post, "/api/deals", """{"dealType":"standard-sale","name":"x","createdBy":"me"}""", 400, "GEN-002"),
            (HttpMethod.Post, "/api/deals", """{"dealType":"standard-sale"}""", 400, "GEN-012"),
            (HttpMethod.Post, "/api/deals", large, 413, "GEN-014"),
            (HttpMethod.Put, deal, """{"name":"x","outcome":"Won"}""", 400, "GEN-002"),
            (HttpMethod.Put, deal, """{"name":"x","ownerId":"01900000-0000-7000-8000-000000000001"}""", 400, "GEN-002"),
            (HttpMethod.Put, deal, """{"name":"x","revision":1}""", 400, "GEN-002"),
            (HttpMethod.Put, deal, "", 400, "GEN-001"),
            (HttpMethod.Put, deal, "{}", 400, "GEN-012"),
            (HttpMethod.Put, manual, """{"name":"x","stage":"offer-sent"}""", 400, "GEN-002"),
            (HttpMethod.Post, deal + "/closure", """{"outcome":"Abandoned"}""", 400, "GEN-001"),
        ];
        foreach (var (method, path, body, status, code) in cases)
        {
            var before = await office.RowsAsync();
            (await anna.SendAsync(method, path, body)).Refused(status, code);
            Assert.Equal(before, await office.RowsAsync());
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_broken_rule_leaves_one_denied_entry_and_nothing_else(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        var deal = $"/api/deals/{await office.OpenDealAsync(office.Anna)}";
        (HttpMethod Method, string Path, object Body, long? Revision, int Status, string Code)[] cases =
        [
            (HttpMethod.Post, "/api/deals", New(new string('x', 5_000)), null, 422, "GEN-003"),
            (HttpMethod.Post, "/api/deals", New("bell \u0007"), null, 422, "GEN-003"),
            (HttpMethod.Post, "/api/deals", New("  "), null, 400, "GEN-012"),
            (HttpMethod.Post, "/api/deals", New("x", closeOn: "0001-01-01"), null, 422, "GEN-004"),
            (HttpMethod.Post, "/api/deals", New("x", closeOn: "9999-12-31"), null, 422, "GEN-004"),
            (HttpMethod.Post, "/api/deals", New("x", potential: 1.005m), null, 422, "GEN-005"),
            (HttpMethod.Post, "/api/deals", New("x", potential: -1m), null, 422, "DEAL-002"),
            (HttpMethod.Post, "/api/deals", New("x", probability: 101), null, 422, "DEAL-003"),
            (HttpMethod.Post, "/api/deals", New("x", closeOn: "1999-12-31"), null, 422, "DEAL-004"),
            (HttpMethod.Post, "/api/deals", New("x", customerId: Guid.CreateVersion7()), null, 404, "GEN-008"),
            (HttpMethod.Put, deal, new { name = "x" }, 999, 409, "GEN-007"),
            (HttpMethod.Put, deal, new { name = "x", stage = "result" }, null, 409, "WFI-001"),
            (HttpMethod.Post, deal + "/stage", new { stage = "result" }, null, 409, "WFI-001"),
            (HttpMethod.Post, deal + "/closure", new { outcome = "Won" }, null, 409, "WFI-001"),
            (HttpMethod.Post, deal + "/closure", new { outcome = "Lost" }, null, 422, "LOSS-001"),
            (HttpMethod.Post, deal + "/hold", new { until = "2199-01-01T00:00:00Z" }, null, 422, "DEAL-009"),
            (HttpMethod.Post, deal + "/reopening", new { reason = "x" }, null, 403, "GEN-009"),
            (HttpMethod.Post, deal + "/overrides", new { code = "G1.1", reason = "x" }, null, 403, "GEN-009"),
            (HttpMethod.Post, deal + "/owner", new { userId = Guid.CreateVersion7() }, null, 422, "DEAL-008"),
            (HttpMethod.Post, deal + "/demand", new { need = "x", amount = 1m, satisfiedPct = 101 }, null, 422, "DMD-001"),
            (HttpMethod.Post, deal + "/interactions", new { kind = "EmailIn", theme = "x" }, null, 422, "INT-006"),
            (HttpMethod.Post, deal + "/interactions", new { kind = "Call", theme = "x", startAt = "2026-01-02T00:00:00Z", endAt = "2026-01-01T00:00:00Z" }, null, 422, "INT-002"),
            (HttpMethod.Post, deal + "/documents", new { kind = "CommercialOffer", number = "1", customerId = office.OtherCustomerId }, null, 422, "DOC-001"),
            (HttpMethod.Post, "/api/ad-channels", new { name = "Radio" }, null, 403, "GEN-009"),
        ];
        var attempts = new HashSet<string>();
        foreach (var (method, path, body, revision, status, code) in cases)
        {
            var before = await office.RowsAsync();
            (await anna.SendAsync(method, path, body, revision: revision)).Refused(status, code);
            var written = (await office.RowsAsync()).Where(row => row.Value != before[row.Key]).ToList();
            // The attempt to break a rule of the procedure is a finding, once a day for one deal, code and person.
            written.RemoveAll(row => row.Key == "findings" && row.Value == before[row.Key] + 1 && path.StartsWith(deal, StringComparison.Ordinal) && attempts.Add(code));
            // A missing value is no rule: it leaves a log line only.
            Assert.Equal(status == 400 ? [] : [new("audit_entries", before["audit_entries"] + 1)], written);
            if (status == 400) continue;
            var entry = await office.ReadAsync(d => d.Set<AuditEntry>().OrderByDescending(e => e.Seq).FirstAsync());
            Assert.Equal((true, code, office.Anna.Id), (entry.Denied, entry.Code, entry.ActorId));
        }
        Assert.Equal(["GEN-009", "WFI-001"], attempts.Order());
    }

    [Theory, OnBothDatabases]
    public async Task A_foreign_deal_and_an_unknown_one_get_the_same_answer(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var vera = await office.ApiAsync(office.Vera);
        var foreign = await office.OpenDealAsync(office.Anna);
        (HttpMethod Method, string Tail, object? Body)[] calls =
        [
            (HttpMethod.Get, "", null), (HttpMethod.Get, "/gates", null), (HttpMethod.Get, "/events", null), (HttpMethod.Get, "/chain", null),
            (HttpMethod.Get, "/documents", null), (HttpMethod.Put, "", new { name = "Mine" }), (HttpMethod.Post, "/stage", new { stage = "terms" }),
            (HttpMethod.Post, "/interactions", new { kind = "Call", theme = "Spying" }), (HttpMethod.Post, "/closure", new { outcome = "Lost" }),
        ];
        foreach (var (method, tail, body) in calls)
        {
            var of = async (Guid id) => await vera.SendAsync(method, $"/api/deals/{id}{tail}", body);
            var answer = (await of(foreign)).Refused(404, "GEN-008");
            Assert.Equal(Body(await of(Guid.CreateVersion7())), Body(answer));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_script_in_a_name_is_stored_as_text(DatabaseKind kind)
    {
        const string Script = "<script>alert('x')</script> =1+1 «Ёж» 🦔";
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);

        var id = (await anna.PostAsync("/api/deals", New(Script))).Ok().Id;

        Assert.Equal(Script, (string?)(await anna.GetAsync($"/api/deals/{id}")).Ok().Json["name"]);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_is_asked_to_sign_in(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var nobody = new ApiClient(office.App.Nobody());
        var before = await office.RowsAsync();

        (await nobody.GetAsync("/api/deals")).Refused(401, "GEN-010");
        (await nobody.PostAsync("/api/deals", New("x"))).Refused(401, "GEN-010");

        Assert.Equal(before, await office.RowsAsync());
    }

    private static object New(string name, decimal? potential = null, int? probability = null, string? closeOn = null, Guid? customerId = null) =>
        new { dealType = "standard-sale", name, currency = "RUB", potential, probability, expectedCloseOn = closeOn, customerId };

    // Every answer has its own correlation id, whatever it refuses.
    private static string Body(ApiAnswer answer)
    {
        var body = (JsonObject)answer.Json;
        body.Remove("correlationId");
        return body.ToJsonString();
    }
}
