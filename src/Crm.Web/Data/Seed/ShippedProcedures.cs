using Crm.Domain.Deals;
using Crm.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>Publishes the flows that come with the product into a database that does not have them.</summary>
internal sealed class ShippedProcedures(DefinitionCatalog catalog, TimeProvider clock)
{
    private const string Suffix = ".stages.json";

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "workflows");

    public Task Publish(CrmDbContext database, CancellationToken cancellation = default) => Publish(database, Folder, cancellation);

    internal async Task Publish(CrmDbContext database, string folder, CancellationToken cancellation)
    {
        foreach (var stages in Directory.EnumerateFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal))
            await PublishType(database, stages, cancellation);
        foreach (var alone in Directory.EnumerateFiles(folder, "*.json").Where(IsAlone).Order(StringComparer.Ordinal))
            await PublishAlone(database, alone, cancellation);
        await database.SaveChangesAsync(cancellation);
    }

    private static bool IsAlone(string file) =>
        !file.EndsWith(Suffix, StringComparison.Ordinal) && !File.Exists(Path.ChangeExtension(file, null) + Suffix);

    /// <summary>A definition without stages drives no deals: others start it, or have it as a step.</summary>
    private async Task PublishAlone(CrmDbContext database, string file, CancellationToken cancellation)
    {
        var definition = await Definition(file, cancellation);
        if (!await database.Set<DefinitionVersion>().AnyAsync(d => d.DefinitionId == definition.DefinitionId, cancellation)) database.Add(definition);
    }

    private async Task PublishType(CrmDbContext database, string stagesFile, CancellationToken cancellation)
    {
        var text = await File.ReadAllTextAsync(stagesFile, cancellation);
        var flow = StageFlow.Parse(text);
        if (await database.Set<DealType>().AnyAsync(t => t.Code == flow.DealType, cancellation)) return;
        var now = clock.GetUtcNow();
        var definition = flow.Definition is { } id ? await Definition(Path.Combine(Path.GetDirectoryName(stagesFile)!, id + ".json"), cancellation) : null;
        if (definition is not null) database.Add(definition);
        var type = DealType.Add(flow, now);
        database.Add(type);
        database.Add(type.Publish(1, definition?.Id, definition?.Version, definition?.ContentHash ?? "", StageFlow.Canonical(text), null, now));
    }

    private async Task<DefinitionVersion> Definition(string file, CancellationToken cancellation)
    {
        var graph = catalog.Graph(await File.ReadAllTextAsync(file, cancellation));
        return DefinitionVersion.Publish(graph.Definition, graph.Definition.Id, clock.GetUtcNow());
    }
}
