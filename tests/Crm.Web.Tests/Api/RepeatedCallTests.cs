using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Api;

public sealed class RepeatedCallTests(Offices offices) : IClassFixture<Offices>
{
    [Theory, OnBothDatabases]
    public async Task The_same_operation_answers_the_same_bytes_and_happens_once(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        var key = Guid.CreateVersion7();
        var body = new { dealType = "standard-sale", name = "Once", currency = "RUB" };

        var first = (await anna.PostAsync("/api/deals", body, key)).Ok();
        var rows = await office.RowsAsync();
        var second = (await anna.PostAsync("/api/deals", body, key)).Ok();

        Assert.Equal((first.Status, first.Text), (second.Status, second.Text));
        Assert.Equal(rows, await office.RowsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task An_operation_is_not_used_again_for_something_else(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        var key = Guid.CreateVersion7();
        (await anna.PostAsync("/api/deals", new { dealType = "standard-sale", name = "One", currency = "RUB" }, key)).Ok();

        (await anna.PostAsync("/api/deals", new { dealType = "standard-sale", name = "Other", currency = "RUB" }, key)).Refused(409, "GEN-006");
    }

    [Theory, OnBothDatabases]
    public async Task A_change_of_a_newer_state_than_the_one_seen_is_refused(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        var deal = $"/api/deals/{await office.OpenDealAsync(office.Anna)}";
        var seen = (await anna.GetAsync(deal)).Ok();
        var revision = (long)seen.Json["revision"]!;
        Assert.Equal($"\"{revision}\"", seen.ETag);

        (await anna.PutAsync(deal, new { name = "First" }, revision: revision)).Ok();

        (await anna.PutAsync(deal, new { name = "Second" }, revision: revision)).Refused(409, "GEN-007");
        Assert.Equal("First", (string?)(await anna.GetAsync(deal)).Json["name"]);
    }

    [Theory, OnBothDatabases]
    public async Task A_completed_task_is_not_completed_twice_but_its_answer_repeats(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ContactAsync();
        var completion = $"/api/tasks/{(await sale.TaskAsync("t1"))["id"]}/completion";
        var key = Guid.CreateVersion7();

        var first = (await anna.PostAsync(completion, new { choice = "Done" }, key)).Ok();

        Assert.Equal(first.Text, (await anna.PostAsync(completion, new { choice = "Done" }, key)).Ok().Text);
        (await anna.PostAsync(completion, new { choice = "Done" })).Refused(409, "WFI-003");
        Assert.Equal("qualification", await sale.StageAsync());
    }
}
