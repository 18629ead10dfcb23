using System.Text.Json.Nodes;
using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Api;

public sealed class ApiShapeTests(Offices offices) : IClassFixture<Offices>
{
    [Fact]
    public async Task Every_operation_says_what_it_does()
    {
        var office = await offices.OnAsync(DatabaseKind.Sqlite);
        var anna = await office.ApiAsync(office.Anna);

        var paths = (JsonObject)(await anna.GetAsync("/openapi/v1.json")).Ok().Json["paths"]!;

        var silent = paths.Where(p => p.Key.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(p => ((JsonObject)p.Value!).Where(o => o.Value!["summary"] is null).Select(o => $"{o.Key} {p.Key}"));
        Assert.Empty(silent);
        Assert.Contains("/api/deals/{id}/closure", paths.Select(p => p.Key));
    }

    [Theory, OnBothDatabases]
    public async Task Every_list_can_be_read(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        var deal = await office.OpenDealAsync(office.Anna);
        string[] paths =
        [
            "/api/deals", "/api/deals?outcome=Open&stage=first-contact&text=pumps", $"/api/deals?customer={office.CustomerId}&owner={office.Anna.Id}", "/api/tasks", "/api/tasks?view=Available",
            "/api/tasks?view=Queues", "/api/tasks?view=Done", "/api/customers?text=sever", $"/api/customers/{office.CustomerId}", "/api/contacts", "/api/products?text=Pump",
            $"/api/products/{office.ProductId}", "/api/competitors", "/api/ad-channels", "/api/loss-reasons", "/api/deal-types", "/api/users", "/api/units",
            "/api/queues", "/api/calendars", "/api/company", $"/api/deals/{deal}/participants", $"/api/deals/{deal}/demand", $"/api/deals/{deal}/commitments",
            $"/api/deals/{deal}/claims", $"/api/deals/{deal}/approvals", $"/api/deals/{deal}/interactions", $"/api/deals/{deal}/documents",
        ];

        foreach (var path in paths) (await anna.GetAsync(path)).Ok();
    }

    [Theory, OnBothDatabases]
    public async Task A_long_list_is_read_part_by_part(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        for (var i = 0; i < 5; i++) await office.OpenDealAsync(office.Anna, name: $"Deal {i}");

        var names = new List<string>();
        var next = "";
        do
        {
            var part = (await anna.GetAsync("/api/deals?limit=2" + next)).Ok().Json;
            names.AddRange(part["items"]!.AsArray().Select(d => (string)d!["name"]!));
            next = part["next"] is { } after ? "&after=" + after : "";
        }
        while (next.Length > 0);

        Assert.Equal(["Deal 4", "Deal 3", "Deal 2", "Deal 1", "Deal 0"], names);
    }

    [Theory, OnBothDatabases]
    public async Task Reading_the_audit_record_is_recorded_and_only_for_auditors(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var rita = await office.ApiAsync(office.Rita);

        (await (await office.ApiAsync(office.Anna)).GetAsync("/api/audit")).Refused(403, "GEN-009");
        var entries = (await rita.GetAsync("/api/audit?limit=5")).Ok().Json.AsArray();

        Assert.Equal("audit.read", (string?)entries[0]!["kind"]);
        Assert.Equal("GEN-009", (string?)entries[1]!["code"]);
    }

    [Theory, OnBothDatabases]
    public async Task The_chain_of_a_deal_is_intact(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("proposal");

        var chain = (await anna.GetAsync($"/api/deals/{sale.DealId}/chain")).Ok().Json;
        var events = (await anna.GetAsync($"/api/deals/{sale.DealId}/events")).Ok().Json.AsArray();

        Assert.True((bool)chain["intact"]!);
        Assert.Equal(events.Count, (int)chain["events"]!);
        Assert.Equal((string?)events[^1]!["hash"], (string?)chain["head"]);
    }
}
