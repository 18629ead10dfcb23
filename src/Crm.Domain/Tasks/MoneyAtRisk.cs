namespace Crm.Domain.Tasks;

/// <summary>
/// What a task puts at risk by waiting (F-23), in the minor units of the deal: its potential, times the chance that leaving the stage late
/// costs, times how much of the term is gone.
/// </summary>
public static class MoneyAtRisk
{
    /// <summary>Below this many deals in either group nothing can be told from them.</summary>
    public const int EnoughDeals = 20;

    private const decimal UnknownDrop = 0.10m, UnknownUrgency = 0.5m, Weight = 10m;

    public static decimal Of(long potential, decimal drop, decimal urgency) => Math.Round(potential * drop * urgency, 0, MidpointRounding.AwayFromZero);

    /// <summary>How much the chance to win falls when the stage is left late; between 0 and 1.</summary>
    public static decimal Drop(int wonInTime, int inTime, int wonLate, int late)
    {
        if (inTime < EnoughDeals || late < EnoughDeals) return UnknownDrop;
        var rate = (decimal)(wonInTime + wonLate) / (inTime + late);
        return Math.Max(0, Chance(wonInTime, inTime, rate) - Chance(wonLate, late, rate));
    }

    /// <summary>0 for an untouched term, 1 when it is over; a task without a term stands in the middle.</summary>
    public static decimal Urgency(TimeSpan? left, TimeSpan? total)
    {
        if (left is not { } remaining || total is not { } whole || whole <= TimeSpan.Zero) return UnknownUrgency;
        return Math.Clamp(1 - (decimal)remaining.Ticks / whole.Ticks, 0, 1);
    }

    /// <summary>The share of won deals, drawn to the rate of all by ten deals of its kind (F-12).</summary>
    private static decimal Chance(int won, int all, decimal rate) => (won + Weight * rate) / (all + Weight);
}
