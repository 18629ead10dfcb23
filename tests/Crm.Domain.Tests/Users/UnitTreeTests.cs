using Crm.Domain.Users;

namespace Crm.Domain.Tests.Users;

public sealed class UnitTreeTests
{
    private static readonly Guid Head = Guid.CreateVersion7(), Chief = Guid.CreateVersion7(), Calendar = Guid.CreateVersion7();
    private readonly Unit company, sales, north;
    private readonly UnitTree tree;

    public UnitTreeTests()
    {
        company = A.Unit("Company", head: Chief, calendar: Calendar);
        sales = A.Unit("Sales", under: company, head: Head);
        north = A.Unit("North", under: sales);
        tree = new UnitTree([company, sales, north]);
    }

    [Fact]
    public void A_head_reaches_the_units_below() => Assert.Equal(new HashSet<Guid> { sales.Id, north.Id }, tree.HeadedBy(Head));

    [Fact]
    public void Heads_are_found_upwards_nearest_first() => Assert.Equal([Head, Chief], tree.HeadsAbove(north.Id));

    [Fact]
    public void The_calendar_of_the_nearest_unit_applies() => Assert.Equal(Calendar, tree.CalendarOf(north.Id));

    [Fact]
    public void A_unit_cannot_be_below_itself() =>
        Assert.Equal("GEN-003", Assert.Throws<DomainException>(() => company.MoveUnder(north.Id, tree, A.Cause(), A.Now)).Code);

    [Fact]
    public void A_unit_can_move_to_another_branch()
    {
        north.MoveUnder(company.Id, tree, A.Cause(), A.Now);

        Assert.Equal(company.Id, north.ParentId);
    }
}
