using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Compliance;

/// <summary>AU-39: the auditor changes nothing but dispositions. What can be called is read from the product, so that nothing new is missed.</summary>
public sealed partial class AuditorTests
{
    private static readonly string[] Writing = ["POST", "PUT", "PATCH", "DELETE"];

    /// <summary>What is everybody's own, and the auditor's one act.</summary>
    private static readonly string[] Own = ["/api/profile", "/api/api-keys", "/api/findings/{id}/disposition"];

    /// <summary>A body that cannot be read is refused (400) before anybody's right is asked; the sample is none that they read.</summary>
    private static readonly string[] OfTheirOwnForm = ["/api/events", "/api/workflow-definitions", "/api/imports"];

    [Theory, OnBothDatabases]
    public async Task Every_writing_call_refuses_an_auditor_and_writes_nothing(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var ids = await KnownAsync(office);
        var rita = await office.ApiAsync(office.Rita);
        var described = (JsonObject)(await rita.GetAsync("/openapi/v1.json")).Ok().Json;
        var calls = (from endpoint in office.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
                     let path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "}")
                     where Writing.Contains(method) && path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains("**", StringComparison.Ordinal)
                     where !Own.Any(own => path.StartsWith(own, StringComparison.Ordinal))
                     select (method, path)).Distinct().ToList();
        Assert.True(calls.Count > 60, $"Only {calls.Count} writing calls were found.");
        var before = await RowsAsync(office);

        var open = new List<string>();
        foreach (var (method, path) in calls)
        {
            var operation = described["paths"]![path]?[method.ToLowerInvariant()] ?? throw new InvalidOperationException($"{method} {path} is not described.");
            var answer = await rita.SendAsync(new HttpMethod(method), Address(path, ids), Body(operation, described, ids));
            if (answer.Status == 400 && OfTheirOwnForm.Contains(path)) continue;
            if ((answer.Status, answer.Code) is not (403, "GEN-009")) open.Add($"{method} {path}: {answer.Status} {answer.Code}");
        }

        Assert.Empty(open);
        Assert.Equal(before, await RowsAsync(office));
    }

    /// <summary>Everything but what a refusal itself leaves.</summary>
    private static async Task<IReadOnlyDictionary<string, long>> RowsAsync(SalesOffice office) =>
        (await office.RowsAsync()).Where(t => t.Key is not ("audit_entries" or "findings" or "outbox")).ToDictionary();

    private static async Task<Dictionary<string, Guid>> KnownAsync(SalesOffice office)
    {
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("presentation");
        var anna = await office.ApiAsync(office.Anna);
        var participant = (await anna.GetAsync($"/api/deals/{sale.DealId}/participants")).Ok().Json.AsArray()[0]!;
        var demand = (await anna.PostAsync($"/api/deals/{sale.DealId}/demand", new { need = "Pumps", amount = 100 })).Ok().Id;
        return new()
        {
            ["deals"] = sale.DealId,
            ["dealId"] = sale.DealId,
            ["tasks"] = await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == sale.DealId && t.State == TaskState.Available).Select(t => t.Id).FirstAsync()),
            ["documents"] = await office.ReadAsync(d => d.Set<SalesDocument>().Where(x => x.DealId == sale.DealId).Select(x => x.Id).FirstAsync()),
            ["interactions"] = await office.ReadAsync(d => d.Set<Interaction>().Where(x => x.DealId == sale.DealId).Select(x => x.Id).FirstAsync()),
            ["participants"] = Guid.Parse((string)participant["id"]!),
            ["demand"] = demand,
            ["customers"] = office.CustomerId,
            ["contacts"] = office.ContactId,
            ["products"] = office.ProductId,
            ["competitors"] = office.CompetitorId,
            ["ad-channels"] = office.AdChannelId,
            ["calendars"] = office.CalendarId,
            ["users"] = office.Anna.Id,
            ["units"] = office.SalesUnitId,
        };
    }

    /// <summary>An id in the address is that of a record of the kind before it, where there is one.</summary>
    private static string Address(string path, Dictionary<string, Guid> ids)
    {
        var parts = path.Split('/');
        for (var i = 1; i < parts.Length; i++)
            if (parts[i].StartsWith('{'))
                parts[i] = parts[i].Trim('{', '}') switch
                {
                    "version" => "1",
                    "definitionId" => "standard-sale",
                    "item" or "name" or "step" or "timer" => "x",
                    var name => (ids.TryGetValue(parts[i - 1], out var known) || ids.TryGetValue(name, out known) ? known : Guid.CreateVersion7()).ToString(),
                };
        return string.Join('/', parts);
    }

    private static object? Body(JsonNode operation, JsonObject described, Dictionary<string, Guid> ids)
    {
        if (operation["requestBody"]?["content"] is not JsonObject content) return new { };
        if (content["application/json"]?["schema"] is { } schema) return Sample(schema, described, ids, 0)!.ToJsonString();
        return new MultipartFormDataContent { { new ByteArrayContent([1]) { Headers = { ContentType = new("application/pdf") } }, "file", "a.pdf" } };
    }

    /// <summary>A value that the description allows.</summary>
    private static JsonNode? Sample(JsonNode schema, JsonObject described, Dictionary<string, Guid> ids, int depth)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Sample(reference.Split('/').Skip(1).Aggregate((JsonNode)described, (node, part) => node[part]!), described, ids, depth);
        if (schema["enum"] is JsonArray values) return values.Last(v => v is not null)!.DeepClone();
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray either)
            return Sample(either.First(one => (string?)one!["type"] != "null")!, described, ids, depth);
        var type = schema["type"] is JsonArray types ? (string?)types.First(t => (string?)t != "null") : (string?)schema["type"];
        switch (type)
        {
            case "array": return depth > 4 ? new JsonArray() : new JsonArray(Sample(schema["items"]!, described, ids, depth + 1));
            case "boolean": return true;
            case "integer" or "number": return 1;
            case "string":
                return (string?)schema["format"] switch
                {
                    "uuid" => ids["users"].ToString(),
                    "date-time" => "2198-01-01T10:00:00Z",
                    "date" => "2198-01-01",
                    _ => "x",
                };
            default:
                var sample = new JsonObject();
                foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
                    if (Needs(schema, name)) sample[name] = name == "dealId" ? ids[name].ToString() : Sample(member!, described, ids, depth + 1);
                return sample;
        }
    }

    private static bool Needs(JsonNode schema, string name) => schema["required"] is JsonArray required && required.Any(r => (string?)r == name);

    [GeneratedRegex(":[^}]*}")]
    private static partial Regex Constraint();
}
