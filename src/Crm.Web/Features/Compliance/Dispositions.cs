using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Compliance;

/// <summary>The auditor's word on a finding.</summary>
internal sealed class Dispositions(IDbContextFactory<CrmDbContext> databases)
{
    public static async Task Say(CommandScope scope, Guid id, Verdict verdict)
    {
        scope.Require(Right.AuditDispose);
        var finding = await scope.Find<Finding>(id);
        if (finding.DealId != scope.Deal.Id) throw new DomainException("GEN-008");
        if (verdict.OwnerId is { } owner && scope.Around.FindUser(owner) is not { Active: true }) throw DomainException.For("DEAL-008", "owner");
        finding.Judge(verdict, scope.Deal, scope.Around.Today(scope.Now), scope.Cause, scope.Now);
    }

    /// <summary>The deal of a finding; nobody's for an unknown one, so that the command refuses it.</summary>
    public async Task<Guid> DealOf(Guid id, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<Finding>().Where(f => f.Id == id).Select(f => f.DealId).FirstOrDefaultAsync(cancellation);
    }
}
