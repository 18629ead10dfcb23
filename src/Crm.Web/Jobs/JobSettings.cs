namespace Crm.Web.Jobs;

/// <summary>Section <c>Jobs</c> of the configuration.</summary>
internal sealed record JobSettings
{
    /// <summary>Off on nodes that only serve people, and in tests that do the work by hand.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often due timers and effects are looked for.</summary>
    public double PollSeconds { get; init; } = 1;
    public double OverdueSeconds { get; init; } = 15;
    public double StimuliSeconds { get; init; } = 5;
    public double SealMinutes { get; init; } = 10;
    public double RiskMinutes { get; init; } = 10;
    public double PruneMinutes { get; init; } = 30;

    /// <summary>So long after the last sign of life of a node do the others take over its jobs (PostgreSQL).</summary>
    public double TakeOverSeconds { get; init; } = 7.5;

    /// <summary>A node whose clock is further from that of the database is not ready and fires nothing (PostgreSQL).</summary>
    public double MostSkewSeconds { get; init; } = 1;

    public static JobSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Jobs").Get<JobSettings>() ?? new();
        double[] pauses = [settings.PollSeconds, settings.OverdueSeconds, settings.StimuliSeconds, settings.SealMinutes, settings.RiskMinutes,
            settings.PruneMinutes, settings.TakeOverSeconds, settings.MostSkewSeconds];
        return pauses.All(pause => pause > 0) ? settings : throw new InvalidOperationException("Every number in section Jobs is greater than 0.");
    }
}
