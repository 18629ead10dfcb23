namespace Crm.Web.Features.Reports;

/// <summary>Counts and sums of one row while the deals pass by. Rates round half away from zero; without deals they are unknown, not 0.</summary>
internal sealed class ResultsSum
{
    private long wonDays, wonWithDays;

    public int Won { get; private set; }
    public int Lost { get; private set; }

    /// <summary>Minor units of the report currency.</summary>
    public long Revenue { get; private set; }
    public int Closed => Won + Lost;
    public decimal? WinRatePct => Rounded(100m * Won, Closed);
    public decimal? MeanDays => Rounded(wonDays, wonWithDays);

    public void AddWon(long revenue, int? days)
    {
        Won++;
        Revenue += revenue;
        if (days is not { } known) return;
        wonDays += known;
        wonWithDays++;
    }

    public void AddLost() => Lost++;

    private static decimal? Rounded(decimal sum, long count) =>
        count == 0 ? null : Math.Round(sum / count, 2, MidpointRounding.AwayFromZero);
}
