using Crm.Domain;

namespace Crm.Web.Features.Lists;

public sealed record NameListRow(Guid Id, LocalText Name, bool Active)
{
    public string? Detail { get; init; }

    /// <summary>Set by the product itself: stays as it is.</summary>
    public bool IsSystem { get; init; }
}
