using Quartz;

namespace Crm.Web.Jobs;

[DisallowConcurrentExecution]
internal sealed class DueTimersJob(DueTimers timers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await timers.Fire(cancellationToken);
}
