using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Data;

public sealed class DefinitionTextsTests
{
    [Theory, OnBothDatabases]
    public async Task What_is_published_later_does_not_change_what_a_version_uses(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        await office.App.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            database.AddRange(Version("used", 1, 1, replaced: true), Version("user", 1, 2, replaced: true), Version("used", 2, 3), Version("user", 2, 4), Version("late", 1, 5));
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var texts = office.App.Services.GetRequiredService<DefinitionTexts>();

        Assert.Equal("used-1", await InForce(texts, "used", "user-1"));
        Assert.Equal("used-2", await InForce(texts, "used", "user-2"));
        Assert.Equal("late-1", await InForce(texts, "late", "user-1"));
        Assert.Null(await InForce(texts, "lost", "user-1"));
    }

    private static async Task<string?> InForce(DefinitionTexts texts, string used, string user) =>
        await texts.InForceFor(used, user, TestContext.Current.CancellationToken);

    private static DefinitionVersion Version(string id, int version, int day, bool replaced = false)
    {
        var published = DefinitionVersion.Publish(
            DefinitionJson.Parse($$"""{"definitionId": "{{id}}", "version": {{version}}}"""), $"{id}-{version}", new(2026, 3, day, 0, 0, 0, TimeSpan.Zero));
        if (replaced) published.GiveWay(published: true);
        return published;
    }
}
