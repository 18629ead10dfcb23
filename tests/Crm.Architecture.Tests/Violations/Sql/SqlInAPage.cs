using Microsoft.EntityFrameworkCore;

namespace Crm.Architecture.Tests.Violations.Sql;

internal static class SqlInAPage
{
    public static Task<int> Clear(DbContext context) => context.Database.ExecuteSqlRawAsync("DELETE FROM deals");
}
