using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Crm.Web.Data;

/// <summary>For <c>dotnet ef</c> only: no database is opened.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteCrmDbContext>
{
    public SqliteCrmDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCrmDbContext>().OnSqlite("Data Source=design.db").Options);
}
