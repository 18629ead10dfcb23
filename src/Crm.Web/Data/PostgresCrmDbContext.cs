using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data;

internal sealed class PostgresCrmDbContext(DbContextOptions<PostgresCrmDbContext> options) : CrmDbContext(options);
