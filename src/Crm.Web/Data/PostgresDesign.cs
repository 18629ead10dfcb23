using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Crm.Web.Data;

/// <summary>For <c>dotnet ef</c> only: no database is opened.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresCrmDbContext>
{
    public PostgresCrmDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCrmDbContext>().OnPostgres("Host=localhost;Database=design").Options);
}
