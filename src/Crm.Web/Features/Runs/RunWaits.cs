using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Runs;

/// <summary>What runs wait for, read from their bookmarks and said in words of the business.</summary>
internal sealed class RunWaits(DefinitionCatalog catalog, RunTitles titles)
{
    /// <param name="runs">Runs with the version of their definition.</param>
    public async Task<ILookup<Guid, RunWait>> Of(IReadOnlyDictionary<Guid, string> runs, CrmDbContext database, CancellationToken cancellation)
    {
        var ids = runs.Keys.ToList();
        var bookmarks = await database.Set<Bookmark>().AsNoTracking().Where(b => ids.Contains(b.WorkflowInstanceId)).OrderBy(b => b.CreatedAt).ThenBy(b => b.Id)
            .ToListAsync(cancellation);
        var payloads = bookmarks.ToDictionary(b => (b.WorkflowInstanceId, b.Id), b => b.ReadPayload());
        var tasks = await Tasks(payloads.Values, database, cancellation);
        var children = await Children(payloads.Values, database, cancellation);
        var waits = new List<(Guid Run, RunWait Wait)>();
        foreach (var bookmark in bookmarks)
        {
            var node = (await catalog.Find(runs[bookmark.WorkflowInstanceId], cancellation))?.Find(bookmark.ActivityNodeId)?.Node;
            var step = node?.Title(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? bookmark.ActivityId;
            var payload = payloads[(bookmark.WorkflowInstanceId, bookmark.Id)];
            var (kind, what, id) = bookmark.DueAt is not null ? (RunWaitKind.Timer, step, null)
                : IdOf(payload, "TaskId") is { } task ? (RunWaitKind.Task, tasks.GetValueOrDefault(task) ?? step, task)
                : IdOf(payload, "ChildInstanceId") is { } child ? (RunWaitKind.Run, children.GetValueOrDefault(child) ?? step, child)
                : (KindOf(bookmark.Name), payload["EventName"]?.ToString() ?? step, (Guid?)null);
            waits.Add((bookmark.WorkflowInstanceId, new RunWait(kind, what, bookmark.Id, bookmark.ActivityNodeId, step, bookmark.CreatedAt) { Id = id, Until = bookmark.DueAt }));
        }
        return waits.ToLookup(w => w.Run, w => w.Wait);
    }

    private static async Task<Dictionary<Guid, string>> Tasks(IEnumerable<JsonObject> payloads, CrmDbContext database, CancellationToken cancellation)
    {
        var ids = payloads.Select(p => IdOf(p, "TaskId")).OfType<Guid>().Distinct().ToList();
        var language = CultureInfo.CurrentUICulture.Name;
        return await database.Set<TaskItem>().AsNoTracking().Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.TitleEn, t.TitleRu })
            .ToDictionaryAsync(t => t.Id, t => new LocalText(t.TitleEn, t.TitleRu).In(language), cancellation);
    }

    private async Task<Dictionary<Guid, string>> Children(IEnumerable<JsonObject> payloads, CrmDbContext database, CancellationToken cancellation)
    {
        var ids = payloads.Select(p => IdOf(p, "ChildInstanceId")).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return [];
        var names = await titles.All(cancellation);
        return await database.Set<WorkflowInstance>().AsNoTracking().Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.DefinitionId })
            .ToDictionaryAsync(i => i.Id, i => names.GetValueOrDefault(i.DefinitionId) ?? i.DefinitionId, cancellation);
    }

    private static RunWaitKind KindOf(string bookmark) => bookmark switch
    {
        Stimuli.Event => RunWaitKind.Event,
        Stimuli.WaitForMove => RunWaitKind.Move,
        Stimuli.HttpRequest => RunWaitKind.Call,
        _ => RunWaitKind.Other,
    };

    private static Guid? IdOf(JsonObject payload, string member) => Guid.TryParse(payload[member]?.ToString(), out var id) ? id : null;
}
