using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data;

internal sealed class SqliteCrmDbContext(DbContextOptions<SqliteCrmDbContext> options) : CrmDbContext(options);
