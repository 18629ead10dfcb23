using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Runs;

/// <summary>The journal of a run, newest first, part by part.</summary>
internal sealed class RunJournal(IDbContextFactory<CrmDbContext> databases, DefinitionCatalog catalog, SurroundingsCache surroundings)
{
    public const int PageSize = 100;

    /// <param name="before">The number that the part ends before.</param>
    /// <param name="nodeId">Only what happened at this node.</param>
    public async Task<IReadOnlyList<RunJournalRow>> Before(Guid run, long before = long.MaxValue, string? nodeId = null, int count = PageSize,
        CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var journal = database.Set<JournalEntry>().AsNoTracking().Where(j => j.WorkflowInstanceId == run && j.Sequence < before);
        if (nodeId is not null) journal = journal.Where(j => j.ActivityNodeId == nodeId);
        var entries = await journal.OrderByDescending(j => j.Sequence).Take(count).ToListAsync(cancellation);
        if (entries.Count == 0) return [];
        var (graph, around) = (await catalog.Find(entries[0].WorkflowDefinitionVersionId, cancellation), await surroundings.Get(cancellation));
        var payloads = entries.ConvertAll(e => (e.Payload is null ? null : JsonNode.Parse(e.Payload)) as JsonObject);
        var refs = payloads.Select(p => IdOf(p?["Reason"]?["ref"])).OfType<Guid>().ToList();
        var reasons = await database.Set<PersonalValue>().AsNoTracking().Where(v => refs.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Value, cancellation);
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return [.. entries.Zip(payloads, (entry, payload) => new RunJournalRow(entry.Sequence, entry.Timestamp, entry.ActivityNodeId,
            TitleOf(entry, graph, language), entry.EventName)
        {
            Outcomes = [.. (payload?["Outcomes"] as JsonArray ?? []).Select(o => o?.ToString() ?? "")],
            Message = entry.Message,
            Resolution = payload?["Resolution"]?.ToString(),
            By = IdOf(payload?["Actor"]) is { } actor ? around.FindUser(actor)?.Name ?? actor.ToString() : null,
            Reason = IdOf(payload?["Reason"]?["ref"]) is { } reason ? reasons.GetValueOrDefault(reason) : null,
        })];
    }

    /// <summary>Empty for the definition as a whole, and for its root unless somebody named that.</summary>
    private static string TitleOf(JournalEntry entry, WorkflowGraph? graph, string language)
    {
        if (entry.ActivityNodeId == WorkflowDefinition.WorkflowNodeId) return "";
        var title = graph?.Find(entry.ActivityNodeId)?.Node.Title(language) ?? entry.ActivityId;
        return entry.ActivityNodeId == graph?.Root?.Node.NodeId && title == entry.ActivityId ? "" : title;
    }

    private static Guid? IdOf(JsonNode? value) => Guid.TryParse(value?.ToString(), out var id) ? id : null;
}
