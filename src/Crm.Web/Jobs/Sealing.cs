using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Web.Data.Stores;

namespace Crm.Web.Jobs;

/// <summary>Seals the record at regular times; a quiet time needs no seal.</summary>
internal sealed class Sealing(SealStore store, TimeProvider clock)
{
    private static readonly Actor Sealer = Actor.Job("sealing");

    public Task<AuditSeal?> Seal(CancellationToken cancellation = default) =>
        store.Seal(new Cause(Sealer, Door.Job, Guid.CreateVersion7()), clock.GetUtcNow(), cancellation);
}
