using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Stores;

/// <summary>
/// Company, queues, calendars and people, read together and kept for two seconds: other nodes may change them. What this node changes is
/// seen at once.
/// </summary>
internal sealed class SurroundingsCache(IDbContextFactory<CrmDbContext> databases, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private volatile Kept? kept;

    public async Task<Surroundings> Get(CancellationToken cancellation = default)
    {
        if (kept is { } known && clock.GetElapsedTime(known.ReadAt) < Freshness) return known.Value;
        var readAt = clock.GetTimestamp();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var value = await Read(database, cancellation);
        kept = new Kept(value, readAt);
        return value;
    }

    public void Forget() => kept = null;

    public bool Concerns(CrmDbContext database) => database.ChangeTracker.Entries()
        .Any(e => e.State is not EntityState.Unchanged && e.Entity is User or Unit or TaskQueue or WorkingCalendar or Company);

    private static async Task<Surroundings> Read(CrmDbContext database, CancellationToken cancellation)
    {
        var company = await database.Set<Company>().AsNoTracking().OrderBy(c => c.Id).FirstOrDefaultAsync(cancellation);
        var calendars = await database.Set<WorkingCalendar>().AsNoTracking().ToDictionaryAsync(c => c.Id, cancellation);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(company?.TimeZone ?? "UTC");
        return new Surroundings
        {
            TimeZone = zone,
            Currency = company?.ReportCurrency ?? "USD",
            CompanyCalendar = company?.CalendarId is { } id && calendars.TryGetValue(id, out var own) ? own : WorkingCalendar.Standard("-", zone.Id),
            Calendars = calendars,
            Queues = await database.Set<TaskQueue>().AsNoTracking().Where(q => q.Active).ToDictionaryAsync(q => q.Code, cancellation),
            Units = await database.Set<Unit>().AsNoTracking().ToDictionaryAsync(u => u.Id, cancellation),
            Users = await database.Set<User>().AsNoTracking().ToDictionaryAsync(u => u.Id, cancellation),
        };
    }

    private sealed record Kept(Surroundings Value, long ReadAt);
}
