namespace Crm.Web.Features.Reports;

internal sealed record ResultsGroup<TKey>
{
    public required TKey Key { get; init; }
    public required ResultsSum Sum { get; init; }
}
