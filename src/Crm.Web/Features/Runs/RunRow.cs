using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Runs;

/// <summary>One run in the list.</summary>
/// <param name="Name">What its procedure is called.</param>
/// <param name="Since">When it came into its state: its end, else its last step.</param>
public sealed record RunRow(Guid Id, string DefinitionId, string Name, int Version, WorkflowStatus State, DateTimeOffset Since, DateTimeOffset StartedAt, int OpenIncidents)
{
    public Guid? DealId { get; init; }

    /// <summary>Number and name of the deal.</summary>
    public string? Deal { get; init; }
    public Guid? ParentId { get; init; }
    public IReadOnlyList<RunWait> Waits { get; init; } = [];
}
