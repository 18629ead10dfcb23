using Quartz;

namespace Crm.Web.Jobs;

[DisallowConcurrentExecution]
internal sealed class DueStartsJob(DueStarts starts) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await starts.Start(cancellationToken);
}
