using Crm.Domain.Users;

namespace Crm.Web.Features.Settings;

public sealed record UserRow(Guid Id, string Name, string Login, string? Email, IReadOnlyList<Role> Roles, Guid? UnitId, string Language, string TimeZone,
    decimal DiscountLimitPct, bool Active, long Revision)
{
    public UserState State { get; init; }
}
