using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data;

/// <summary>What the database says of time: how far its clock is from that of this node, and whether a leap of some node's clock is unconfirmed.</summary>
internal sealed class DatabaseClock(IDbContextFactory<CrmDbContext> databases, TimeProvider clock)
{
    /// <summary>Beyond the time that the question itself takes. A file has no clock of its own.</summary>
    public async Task<TimeSpan> Skew(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!database.Database.IsNpgsql()) return TimeSpan.Zero;
        await database.Database.OpenConnectionAsync(cancellation);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT clock_timestamp()";
        var before = clock.GetUtcNow();
        var theirs = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
        var after = clock.GetUtcNow();
        return theirs < before ? before - theirs : theirs > after ? theirs - after : TimeSpan.Zero;
    }

    public async Task<bool> IsInDoubt(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<ClockJump>().AnyAsync(j => j.ConfirmedAt == null, cancellation);
    }
}
