using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Deals;

/// <summary>The standard sale with further gates in its first stage, published as the version that new deals run under.</summary>
internal static class GatedStage
{
    public static Task PublishAsync(SalesOffice office, params string[] gates) => office.App.InScopeAsync(async services =>
    {
        var flow = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedProcedures.Folder, "standard-sale.stages.json")))!;
        var first = flow["stages"]![0]!["gates"]!.AsArray();
        foreach (var gate in gates) first.Add(JsonNode.Parse(gate));
        var database = services.GetRequiredService<CrmDbContext>();
        var type = await database.Set<DealType>().SingleAsync(t => t.Code == "standard-sale");
        var now = await database.Set<ProcedureVersion>().SingleAsync(v => v.Id == type.CurrentVersionId);
        database.Add(type.Publish(now.Number + 1, now.DefinitionVersionId, now.DefinitionVersion, now.ContentHash, StageFlow.Canonical(flow.ToJsonString()), null,
            services.GetRequiredService<TimeProvider>().GetUtcNow()));
        await database.SaveChangesAsync();
    });

    public static string Gate(string code, string check, string more = "") => $$"""
        { "code": "{{code}}", "title": { "en": "Gate {{code}}", "ru": "Контроль {{code}}" }, "message": { "en": "{{code}} is not met", "ru": "{{code}} не выполнен" },
          {{more}} "check": {{check}} }
        """;
}
