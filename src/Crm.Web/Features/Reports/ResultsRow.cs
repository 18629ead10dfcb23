using Crm.Domain;

namespace Crm.Web.Features.Reports;

internal sealed record ResultsRow(string? Id, string? Name, int Closed, int Won, int Lost, decimal? WinRatePct, decimal Revenue, decimal? MeanDaysToClose)
{
    public static ResultsRow Of(string? id, string? name, ResultsSum sum, string currency) =>
        new(id, name, sum.Closed, sum.Won, sum.Lost, sum.WinRatePct, new Money(sum.Revenue, currency).Amount, sum.MeanDays);
}
