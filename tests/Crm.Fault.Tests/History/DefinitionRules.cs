using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Fault.Tests.History;

/// <summary>H-15: one latest and at most one published version of a definition, and the start triggers that follow from it.</summary>
internal static class DefinitionRules
{
    private static readonly ActivityRegistry Registry = ActivityCatalog.Registry();

    public static async Task<IReadOnlyList<Violation>> OfAsync(Tables tables)
    {
        var texts = tables.Definitions.ToDictionary(d => d.Id, d => d.Text);
        var catalog = new DefinitionCatalog(Registry.Descriptors, (id, _) => ValueTask.FromResult(texts.GetValueOrDefault(id)));
        var found = new List<Violation>();
        foreach (var versions in tables.Definitions.GroupBy(d => d.DefinitionId))
        {
            var row = $"definition {versions.Key}";
            if (versions.Count(v => v.IsLatest) is var latest && latest != 1) found.Add(new("H-15", row, $"{latest} versions are its latest"));
            var published = versions.Where(v => v.IsPublished).ToList();
            if (published.Count > 1) found.Add(new("H-15", row, $"{published.Count} versions are published"));
            if (published.Count <= 1) found.AddRange(await TriggersAsync(tables, catalog, versions.Key, published.SingleOrDefault()));
        }
        found.AddRange(tables.Triggers.Where(t => tables.Definitions.All(d => d.DefinitionId != t.Key)).Select(t => new Violation("H-15", $"trigger {t.First().Id}", "its definition does not exist")));
        return found;
    }

    private static async Task<IEnumerable<Violation>> TriggersAsync(Tables tables, DefinitionCatalog catalog, string definitionId, DefinitionVersion? published)
    {
        var (row, stored) = ($"definition {definitionId}", tables.Triggers[definitionId].ToList());
        if (published is not { IsIndexed: true })
            return stored.Select(t => new Violation("H-15", $"trigger {t.Id}", "it would start runs of a definition that is not in force"));
        var graph = await catalog.Find(published.Id);
        var expected = TriggerIndex.Collect(graph!, Registry).Select(t => $"{t.ActivityNodeId} {t.Name} {t.Hash}").Order().ToList();
        var found = stored.Where(t => t.DefinitionVersionId != published.Id).Select(t => new Violation("H-15", $"trigger {t.Id}", $"it starts version {t.DefinitionVersionId}, and {published.Id} is published"));
        return stored.Select(t => $"{t.ActivityNodeId} {t.Name} {t.Hash}").Order().SequenceEqual(expected)
            ? found
            : found.Append(new("H-15", row, $"{expected.Count} start triggers follow from it, and other {stored.Count} are in the index"));
    }
}
