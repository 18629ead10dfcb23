using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Fixtures;

public sealed class SalesOfficeTests
{
    [Theory, OnBothDatabases]
    public async Task A_new_deal_gives_its_owner_the_first_task(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);

        var deal = await office.OpenDealAsync(office.Anna);

        var rows = await office.RowsAsync();
        Assert.NotEqual(Guid.Empty, deal);
        Assert.Equal((1, 1, 1), (rows["deals"], rows["tasks"], rows["stage_visits"]));
    }
}
