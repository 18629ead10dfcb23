using Crm.Architecture.Tests.Rules;
using Crm.Architecture.Tests.Violations.Migrations;
using Crm.Web.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class SchemaTests
{
    [Fact]
    public async Task Model_and_migrations_agree_on_both_databases()
    {
        await using CrmDbContext sqlite = new SqliteDesign().CreateDbContext([]), postgres = new PostgresDesign().CreateDbContext([]);
        Found.Nothing(Schemas.BehindTheirModel([sqlite, postgres]));
    }

    [Fact]
    public async Task A_table_without_a_migration_is_found()
    {
        await using var forgetful = new ForgetfulDbContext(new DbContextOptionsBuilder<ForgetfulDbContext>().UseSqlite("Data Source=:memory:").Options);
        Assert.Contains("ForgetfulDbContext", Assert.Single(Schemas.BehindTheirModel([forgetful])), StringComparison.Ordinal);
    }
}
