using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Settings;

/// <summary>What may be done to the units; the page and the API do the same.</summary>
internal sealed class UnitActs(Acts acts, IDbContextFactory<CrmDbContext> databases)
{
    public Task<string> Add(StateUnit body, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(Subject.None, "unit.add", body), async scope =>
        {
            scope.Require(Right.AdminUsers);
            await RequireKnown(scope, body);
            return (object?)new { scope.Add(Unit.Add(body.Name, body.ParentId, body.HeadId, body.CalendarId, scope.Cause, scope.Now)).Id };
        }, cancellation);

    public Task<string> Change(Guid id, StateUnit body, ApiCall call, CancellationToken cancellation = default) =>
        RecordActs.Run<Unit>(id, "unit.change", body, Right.AdminUsers, async (unit, scope) =>
        {
            await RequireKnown(scope, body);
            // Two units that are moved below each other at the same instant would make a ring.
            await scope.Alone("units");
            var tree = await Tree(cancellation);
            Together.Run(
                () => unit.Change(body.Name, body.HeadId, body.CalendarId, scope.Cause, scope.Now),
                () => unit.MoveUnder(body.ParentId, tree, scope.Cause, scope.Now));
        }, call, acts, cancellation);

    private async Task<UnitTree> Tree(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return new UnitTree(await database.Set<Unit>().AsNoTracking().ToListAsync(cancellation));
    }

    private static async Task RequireKnown(CommandScope scope, StateUnit body)
    {
        await scope.RequireKnown<Unit>(body.ParentId);
        await scope.RequireKnown<User>(body.HeadId);
        await scope.RequireKnown<WorkingCalendar>(body.CalendarId);
    }
}
