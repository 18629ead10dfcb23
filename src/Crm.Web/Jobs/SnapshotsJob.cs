using Quartz;

namespace Crm.Web.Jobs;

[DisallowConcurrentExecution]
internal sealed class SnapshotsJob(Snapshots snapshots) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await snapshots.Prune(cancellationToken);
}
