using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Deals;

internal sealed class DatabaseDesk(SalesOffice office, TestClock clock) : SaleDesk(office, clock)
{
    protected override CommandRunner Runner => Office.App.Services.GetRequiredService<CommandRunner>();

    public override async Task<IReadOnlyList<T>> All<T>() => await Office.ReadAsync(database => database.Set<T>().AsNoTracking().ToListAsync());
}
