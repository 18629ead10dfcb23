using Quartz;

namespace Crm.Web.Jobs;

[DisallowConcurrentExecution]
internal sealed class PendingStimuliJob(PendingStimuli stimuli) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await stimuli.Settle(cancellationToken);
}
