using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Fault.Tests.Timers;

/// <summary>Runs that wait for a moment, as many as asked for: one is started by the product, the others are copies of its rows.</summary>
internal static class WaitingRuns
{
    // How copies differ; the number of a copy is in its id.
    private const string IdPrefix = "00000000-0000-7000-8000-";
    private const string Definitions = "/api/workflow-definitions";

    /// <param name="count">The copies; their moments are a millisecond apart.</param>
    public static async Task MakeAsync(SalesOffice office, int count)
    {
        var pavel = await office.ApiAsync(office.Pavel);
        (await pavel.PostAsync(Definitions, Document())).Ok();
        (await pavel.PostAsync($"{Definitions}/waiting/versions/1/publication", new { note = "First" })).Ok();
        var told = new Stimulus("Elsa.Event") { Hash = (await office.ReadAsync(d => d.Set<StartTrigger>().SingleAsync(t => t.DefinitionId == "waiting"))).Hash };
        await office.App.Services.GetRequiredService<StartedRuns>().Start(told, "first");
        await office.ReadAsync(async database =>
        {
            database.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            var original = (await database.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.DefinitionId == "waiting")).Id;
            foreach (var statement in Copies(database, original, count)) await database.Database.ExecuteSqlRawAsync(statement);
            return 0;
        });
    }

    public static int NumberOf(Guid run) => int.Parse(run.ToString()[IdPrefix.Length..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static bool IsCopy(Guid run) => run.ToString().StartsWith(IdPrefix, StringComparison.Ordinal);

    private static IEnumerable<string> Copies(CrmDbContext database, Guid original, int count)
    {
        var postgres = database.Database.IsNpgsql();
        var text = postgres ? $"('{IdPrefix}' || lpad(to_hex(n.i), 12, '0'))" : $"printf('{IdPrefix}%012x', n.i)";
        var id = postgres ? text + "::uuid" : $"upper({text})";
        var document = $"replace(replace(document, '{original}', {text}), '{original:N}', replace({text}, '-', ''))";
        yield return Copy<WorkflowInstance>(database, count, original, "id", new() { ["id"] = id, ["document"] = document });
        yield return Copy<Bookmark>(database, count, original, "workflow_instance_id", new() { ["workflow_instance_id"] = id, ["due_at"] = $"due_at + n.i * {TimeSpan.TicksPerMillisecond}" });
        yield return Copy<JournalEntry>(database, count, original, "workflow_instance_id", new() { ["workflow_instance_id"] = id });
        if (postgres) yield return "ANALYZE";
    }

    private static string Copy<T>(CrmDbContext database, int count, Guid original, string key, Dictionary<string, string> changed)
    {
        var type = database.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Select(p => p.GetColumnName()).ToList();
        var source = columns.Select(column => changed.GetValueOrDefault(column, "t." + column));
        var literal = database.Database.IsNpgsql() ? original.ToString() : original.ToString().ToUpperInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
            INSERT INTO {type.GetTableName()} ({string.Join(", ", columns)}) SELECT {string.Join(", ", source)} FROM {type.GetTableName()} t, n WHERE t.{key} = '{literal}'
            """);
    }

    private static JsonObject Document() => JsonNode.Parse("""
        {
          "definitionId": "waiting", "name": "Waiting",
          "root": {
            "id": "flow", "type": "Elsa.Flowchart",
            "activities": [
              { "id": "told", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Begin" } }, "customProperties": { "canStartWorkflow": true } },
              { "id": "pause", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:30:00" } } }
            ],
            "connections": [{ "source": { "activity": "told", "port": "Done" }, "target": { "activity": "pause", "port": "In" } }]
          }
        }
        """)!.AsObject();
}
