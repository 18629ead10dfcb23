using Crm.Domain.Users;

namespace Crm.Domain.Tests;

internal static partial class A
{
    public static User User(string login = "anna", params Role[] roles) => UserOf(login, roles.Length == 0 ? [Role.SalesManager] : roles);

    public static User UserOf(string login, Role[] roles) =>
        Domain.Users.User.Invite("Anna", login, "anna@example.com", roles, null, "en", "Europe/Berlin", Cause(), Now);

    public static Unit Unit(string name, Unit? under = null, Guid? head = null, Guid? calendar = null) =>
        Domain.Users.Unit.Add(name, under?.Id, head, calendar, Cause(), Now);

    public static ExchangeRate Rate(string currency, DateOnly from, decimal rate) => ExchangeRate.Add(currency, from, rate, Cause(), Now);
}
