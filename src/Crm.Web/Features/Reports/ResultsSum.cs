using System.Linq.Expressions;

namespace Crm.Web.Features.Reports;

/// <summary>Counts and sums of one row, made by the database. Rates round half away from zero; without deals they are unknown, not 0.</summary>
internal sealed record ResultsSum
{
    public int Closed { get; init; }
    public int Won { get; init; }

    /// <summary>Minor units of the report currency.</summary>
    public long Revenue { get; init; }

    /// <summary>Won deals of other currencies: their amounts are not in the revenue yet.</summary>
    public int Foreign { get; init; }

    /// <summary>Days from opening to closing, of the won deals whose day of opening is known.</summary>
    public long WonDays { get; init; }
    public int WonWithDays { get; init; }

    public int Lost => Closed - Won;
    public decimal? WinRatePct => Rounded(100m * Won, Closed);
    public decimal? MeanDays => Rounded(WonDays, WonWithDays);

    public static ResultsSum operator +(ResultsSum one, ResultsSum other) => new()
    {
        Closed = one.Closed + other.Closed,
        Won = one.Won + other.Won,
        Revenue = one.Revenue + other.Revenue,
        Foreign = one.Foreign + other.Foreign,
        WonDays = one.WonDays + other.WonDays,
        WonWithDays = one.WonWithDays + other.WonWithDays,
    };

    public static Expression<Func<IGrouping<TKey, ClosedDeal>, ResultsGroup<TKey>>> Of<TKey>(string currency) => group => new ResultsGroup<TKey>
    {
        Key = group.Key,
        Sum = new ResultsSum
        {
            Closed = group.Count(),
            Won = group.Sum(d => d.IsWon ? 1 : 0),
            Revenue = group.Sum(d => d.IsWon && d.Currency == currency ? d.WonAmount ?? 0L : 0L),
            Foreign = group.Sum(d => d.IsWon && d.Currency != currency ? 1 : 0),
            WonDays = group.Sum(d => d.IsWon && d.OpenedOnKnown ? d.ClosedOn - d.OpenedOn : 0L),
            WonWithDays = group.Sum(d => d.IsWon && d.OpenedOnKnown ? 1 : 0),
        },
    };

    private static decimal? Rounded(decimal sum, long count) =>
        count == 0 ? null : Math.Round(sum / count, 2, MidpointRounding.AwayFromZero);
}
