using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Settings;

/// <summary>The people with their state, and what each of them holds.</summary>
internal sealed class StaffReader(IDbContextFactory<CrmDbContext> databases)
{
    public async Task<List<UserRow>> Read(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var joined = await database.Users.Where(a => a.PasswordHash != null).Select(a => a.Id).ToHashSetAsync(cancellation);
        var users = await database.Set<User>().AsNoTracking().OrderBy(u => u.Name).ToListAsync(cancellation);
        return [.. users.Select(u => new UserRow(u.Id, u.Name, u.Login, u.Email, u.Roles, u.UnitId, u.Language, u.TimeZone, u.DiscountLimitPct, u.Active, u.Revision)
        {
            State = !u.Active ? UserState.Closed : joined.Contains(u.Id) ? UserState.Working : UserState.Invited,
        })];
    }

    /// <summary>What stays with a person when her access is closed.</summary>
    public async Task<Holdings> Held(Guid id, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return new Holdings(
            await database.Set<Deal>().CountAsync(d => d.OwnerId == id && d.Outcome == DealOutcome.Open, cancellation),
            await database.Set<TaskItem>().CountAsync(t => (t.State == TaskState.Claimed && t.ClaimedBy == id)
                || (t.State == TaskState.Available && t.UserId == id), cancellation),
            await database.Set<Unit>().CountAsync(u => u.HeadId == id, cancellation),
            await database.Set<TaskQueue>().CountAsync(q => q.Active && q.MemberIds.Contains(id), cancellation));
    }
}
