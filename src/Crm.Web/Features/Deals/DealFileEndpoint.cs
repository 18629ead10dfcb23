using Crm.Domain;
using Crm.Domain.Documents;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Deals;

/// <summary>Files of a deal for whoever may see the deal; anything else is as unknown.</summary>
internal static class DealFileEndpoint
{
    public static void MapDealFiles(this WebApplication app) => app.MapGet("/files/{id:guid}", Download).RequireAuthorization();

    private static async Task<IResult> Download(Guid id, IDbContextFactory<CrmDbContext> databases, DealStates deals, CurrentActor me, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var file = await database.Set<FileAttachment>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id && !f.Withdrawn, cancellation);
        if (file?.DealId is not { } dealId || await deals.Find(dealId, await me.Get(cancellation), cancellation) is null) throw new DomainException("GEN-008");
        var bytes = await database.Set<FileContent>().Where(c => c.Sha256 == file.Sha256).Select(c => c.Bytes).FirstAsync(cancellation);
        return TypedResults.File(bytes, file.MediaType, file.Name);
    }
}
