using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;

namespace Crm.Domain.Tests;

/// <summary>Where tests start from: a thing in a state, with only what matters to the rule.</summary>
internal static partial class A
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static Actor Person(string name = "Anna", params Role[] roles) =>
        new(ActorKind.User, Guid.CreateVersion7(), name) { Roles = roles, Rights = Right.Of(roles) };

    public static Cause Cause(Actor? actor = null, Door door = Door.Page) =>
        new(actor ?? Person("Anna", Role.SalesManager), door, Guid.CreateVersion7());

    public static WorkingCalendar Calendar(string zone, IReadOnlyList<WorkingHours>? hours = null, IReadOnlyList<DateOnly>? holidays = null,
        IReadOnlyList<ExtraDay>? extraDays = null) =>
        WorkingCalendar.Create("Office", zone, hours ?? WorkingCalendar.StandardHours, holidays ?? [], extraDays ?? [], Cause(), Now);
}
