using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>The facts of a deal, newest first, with the texts that were kept apart from them.</summary>
internal sealed class DealHistory(IDbContextFactory<CrmDbContext> databases)
{
    public async Task<IReadOnlyList<DealFactRow>> Before(Guid dealId, long before, int count, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var facts = await database.Set<DealEvent>().AsNoTracking().Where(e => e.DealId == dealId && e.Seq < before).OrderByDescending(e => e.Seq).Take(count).ToListAsync(cancellation);
        var payloads = facts.Select(f => JsonNode.Parse(f.Payload) as JsonObject ?? []).ToList();
        var refs = payloads.SelectMany(p => p).Select(m => RefOf(m.Value)).OfType<Guid>().ToHashSet();
        var texts = await database.Set<PersonalValue>().AsNoTracking().Where(v => refs.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Value, cancellation);
        var taskIds = payloads.Select(TaskOf).OfType<Guid>().ToHashSet();
        var tasks = await database.Set<TaskItem>().AsNoTracking().Where(t => taskIds.Contains(t.Id)).Select(t => new { t.Id, t.TitleEn, t.TitleRu })
            .ToDictionaryAsync(t => t.Id, t => new LocalText(t.TitleEn, t.TitleRu), cancellation);
        return [.. facts.Zip(payloads, (fact, payload) => new DealFactRow(fact, payload,
            payload.Where(m => RefOf(m.Value) is not null).ToDictionary(m => m.Key, m => texts.GetValueOrDefault(RefOf(m.Value)!.Value)))
        {
            Task = TaskOf(payload) is { } task ? tasks.GetValueOrDefault(task) : null,
        })];
    }

    private static Guid? TaskOf(JsonObject payload) => payload["task"] is JsonValue value && Guid.TryParse(value.ToString(), out var id) ? id : null;

    private static Guid? RefOf(JsonNode? value) => value is JsonObject kept && Guid.TryParse(kept["ref"]?.ToString(), out var id) ? id : null;
}
