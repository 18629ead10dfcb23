using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>The procedure is the file, not the code.</summary>
public sealed class ChangedProcedureTests(Desks desks) : IClassFixture<Desks>
{
    [Theory, OnEveryStore]
    public async Task The_same_flow_with_one_step_removed_from_the_JSON_behaves_differently(Store store)
    {
        await using var shortened = await SaleDesk.OpenAsync(store, await NewProcedure.Without("t4"));
        var (whole, shorter) = (await Sale.OpenAsync(await desks.OnAsync(store)), await Sale.OpenAsync(shortened));
        await whole.Reaches("proposal");
        await shorter.Reaches("proposal");

        await whole.Passes("proposal");
        await shorter.Passes("proposal");

        Assert.Equal("presentation", (await whole.Deal()).StageCode);
        Assert.Equal("terms", (await shorter.Deal()).StageCode);
        Assert.EndsWith("t4", Assert.Single(await whole.OpenTasks()).NodeId);
        Assert.EndsWith("t5", Assert.Single(await shorter.OpenTasks()).NodeId);
    }

    [Theory, OnEveryStore]
    public async Task Without_the_step_that_asks_the_head_a_high_discount_is_refused_instead_of_approved(Store store)
    {
        await using var desk = await SaleDesk.OpenAsync(store, await NewProcedure.Without("c3"));
        var sale = await Sale.OpenAsync(desk, discount: 25);
        await sale.Reaches("proposal");
        await sale.Offers();

        await sale.IsRefused(sale.Anna, "Done", "G3.2");
    }
}
