using Crm.Web.Data;
using Crm.Web.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Crm.Web.Hosting;

/// <summary>A node whose clock is not that of its database gets no traffic: what it says of time would be wrong .</summary>
internal sealed class ClockHealth(DatabaseClock database, JobSettings settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        (await database.Skew(cancellationToken)).TotalSeconds <= settings.MostSkewSeconds ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}
