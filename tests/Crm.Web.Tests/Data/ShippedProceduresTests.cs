using Crm.Testing;
using Crm.Web.Data.Seed;
using Crm.Web.Tests.Deals;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Data;

public sealed class ShippedProceduresTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_definition_without_stages_is_published_alone_and_once(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("procedures").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "checks.json"), ChildFlows.Checks, Stop);
        await using var database = await TestDatabase.CreateAsync(kind);
        var shipped = new ShippedProcedures(new DefinitionCatalog(ActivityCatalog.Registry().Descriptors, (_, _) => default), new TestClock());

        for (var start = 0; start < 2; start++)
        {
            await using var context = database.Open();
            await shipped.Publish(context, folder, Stop);
        }

        await using var after = database.Open();
        var definition = Assert.Single(await after.Set<DefinitionVersion>().Where(d => d.DefinitionId == "checks").ToListAsync(Stop));
        Assert.True(definition is { IsPublished: true, Version: 1 });
    }
}
