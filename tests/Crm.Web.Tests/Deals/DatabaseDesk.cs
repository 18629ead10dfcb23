using System.Linq.Expressions;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Deals;

internal sealed class DatabaseDesk(SalesOffice office, TestClock clock) : CommandDesk(office, clock)
{
    protected override CommandRunner Runner => Office.App.Services.GetRequiredService<CommandRunner>();

    public override async Task<IReadOnlyList<T>> Where<T>(Expression<Func<T, bool>> which) =>
        await Office.ReadAsync(database => database.Set<T>().AsNoTracking().Where(which).ToListAsync());
}
