using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Fixtures;

public sealed class TestDatabaseTests
{
    [Theory, OnBothDatabases]
    public async Task Two_databases_do_not_see_each_other(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var one = await TestDatabase.EmptyAsync(kind);
        await using var other = await TestDatabase.EmptyAsync(kind);
        await using var first = one.Open();
        await using var second = other.Open();

        await first.Database.ExecuteSqlRawAsync("CREATE TABLE mark (id int)", cancel);

        // On a shared database this would be refused: the table would exist.
        await second.Database.ExecuteSqlRawAsync("CREATE TABLE mark (id int)", cancel);
    }

    [Theory, OnBothDatabases]
    public async Task A_new_database_has_the_newest_schema(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();

        Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }
}
