using Quartz;

namespace Crm.Web.Jobs;

[DisallowConcurrentExecution]
internal sealed class RiskScoresJob(RiskScores scores) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await scores.Refresh(cancellationToken);
}
