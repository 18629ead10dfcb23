using Crm.Domain.Deals;

namespace Crm.Web.Features.Import;

/// <summary>Where a deal of the other system's stage goes: to a stage of ours, or to history with an outcome.</summary>
internal sealed record ImportPlace
{
    public string? Stage { get; init; }
    public DealOutcome? Outcome { get; init; }
}
