using Crm.Domain.Tasks;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>The procedure is the file, not the code.</summary>
public sealed class ChangedProcedureTests(Desks desks) : IClassFixture<Desks>
{
    [Theory, OnEveryStore]
    public async Task The_same_flow_with_one_step_removed_from_the_JSON_behaves_differently(Store store)
    {
        await using var shortened = await SaleDesk.OpenAsync(store, await NewProcedure.Without("t7b"));
        var (whole, shorter) = (await Sale.OpenAsync(await desks.OnAsync(store)), await Sale.OpenAsync(shortened));

        await whole.Reaches("fulfillment");
        await shorter.Reaches("fulfillment");

        Assert.Equal(["t7a", "t7b"], (await whole.OpenTasks()).Select(Step).Order());
        Assert.Equal(["t7a"], (await shorter.OpenTasks()).Select(Step));

        static string Step(TaskItem task) => task.NodeId!.Split(':')[^1];
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
