using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Crm.Domain;
using Crm.Web.Hosting;
using Crm.Web.Tests.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Hosting;

public sealed class ProblemTests
{
    private sealed record Order(string Name, int Count, Line? First = null);

    private sealed record Line(string Text);

    [Theory]
    [InlineData("{", "GEN-001", null)]
    [InlineData("[]", "GEN-001", null)]
    [InlineData("""{"name":"a","count":"1"}""", "GEN-001", "count")]
    [InlineData("""{"name":"a","count":1,"stage":"won"}""", "GEN-002", "stage")]
    [InlineData("""{"name":"a","count":1,"first":{"text":"b","owner":1}}""", "GEN-002", "first.owner")]
    [InlineData("""{"name":"a","name":"b","count":1}""", "GEN-001", "name")]
    [InlineData("""{"count":1}""", "GEN-012", "name")]
    public void A_body_that_cannot_be_read_names_its_field(string body, string code, string? field)
    {
        var json = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Order>(body, Json.Options));

        var refused = Faults.AsRefusal(new BadHttpRequestException("x", 400, json));

        Assert.Equal((code, field), (refused?.Code, refused?.First.Field));
    }

    [Fact]
    public void All_missing_fields_are_named_together()
    {
        var json = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Order>("{}", Json.Options));

        var refused = Faults.AsRefusal(new BadHttpRequestException("x", 400, json));

        Assert.Equal(["name", "count"], refused!.Refusals.Select(r => r.Field));
    }

    [Fact]
    public void A_lost_race_is_a_conflict_and_a_bug_is_not_an_answer()
    {
        Assert.Equal("GEN-007", Faults.AsRefusal(new DbUpdateConcurrencyException())?.Code);
        Assert.Null(Faults.AsRefusal(new NotSupportedException("x")));
        Assert.Equal(500, Faults.StatusOf(new NotSupportedException("x")));
    }

    [Fact]
    public void A_problem_carries_every_failed_check_in_both_languages()
    {
        var refused = new DomainException([new Refusal("RGT-001", "A", "B", "C") { IsWarning = true }, new Refusal("GEN-012", "name") { Field = "name" }]);

        var problem = Problems.From(refused, new DefaultHttpContext());

        Assert.Equal(("GEN-012", "Block", 400, "name"), (problem.Code, problem.Severity, problem.Status, problem.Field));
        Assert.Equal(["Warn", "Block"], problem.Details.Select(d => d.Severity));
        Assert.Equal("Заполните «name»", problem.MessageRu);
    }

    [Fact]
    public async Task Nobody_gets_401_and_an_unknown_path_404()
    {
        await using var house = await House.OpenAsync();
        using var nobody = house.Client();
        using var anna = await house.SignedInAsync();

        Assert.Equal("GEN-010", await CodeOf(await nobody.GetAsync("/api/nothing", House.Stop), HttpStatusCode.Unauthorized));
        Assert.Equal("GEN-008", await CodeOf(await anna.GetAsync("/api/nothing", House.Stop), HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_browsers_unsafe_call_proves_where_it_comes_from()
    {
        await using var house = await House.OpenAsync();
        using var client = await house.SignedInAsync();

        var without = await client.PostAsJsonAsync("/api/nothing", new { }, House.Stop);
        client.DefaultRequestHeaders.Add(ApiRequests.Header, "crm");
        var with = await client.PostAsJsonAsync("/api/nothing", new { }, House.Stop);

        Assert.Equal("GEN-012", await CodeOf(without, HttpStatusCode.BadRequest));
        Assert.Equal("GEN-008", await CodeOf(with, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_body_over_one_mebibyte_is_too_large()
    {
        await using var house = await House.OpenAsync();
        using var client = await house.SignedInAsync();
        client.DefaultRequestHeaders.Add(ApiRequests.Header, "crm");

        var answer = await client.PostAsync("/api/nothing", new StringContent(new string(' ', 1024 * 1024 + 1), Encoding.UTF8, "application/json"), House.Stop);

        Assert.Equal("GEN-014", await CodeOf(answer, HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Too_many_calls_are_told_when_to_come_back()
    {
        await using var house = await House.OpenAsync(settings: [("Security:ApiPerClient", "3")]);
        using var client = await house.SignedInAsync();
        for (var i = 0; i < 3; i++)
            using (await client.GetAsync("/api/nothing", House.Stop)) { }

        var answer = await client.GetAsync("/api/nothing", House.Stop);

        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.Equal("GEN-011", await CodeOf(answer, HttpStatusCode.TooManyRequests));
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(House.Stop);
            Assert.False(string.IsNullOrEmpty(body.GetProperty("correlationId").GetString()));
            return body.GetProperty("code").GetString();
        }
    }
}
