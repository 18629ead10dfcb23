using Crm.Domain.Deals;
using Crm.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>Publishes the flows that come with the product into a database that does not have them.</summary>
internal sealed class ShippedProcedures(DefinitionCatalog catalog, TimeProvider clock)
{
    private const string Suffix = ".stages.json";

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "workflows");

    public async Task Publish(CrmDbContext database, CancellationToken cancellation = default)
    {
        foreach (var stages in Directory.EnumerateFiles(Folder, "*" + Suffix).Order(StringComparer.Ordinal))
            await Publish(database, stages, cancellation);
        await database.SaveChangesAsync(cancellation);
    }

    private async Task Publish(CrmDbContext database, string stagesFile, CancellationToken cancellation)
    {
        var text = await File.ReadAllTextAsync(stagesFile, cancellation);
        var flow = StageFlow.Parse(text);
        if (await database.Set<DealType>().AnyAsync(t => t.Code == flow.DealType, cancellation)) return;
        var now = clock.GetUtcNow();
        var definition = flow.Definition is { } id ? await Definition(Path.Combine(Folder, id + ".json"), cancellation) : null;
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
