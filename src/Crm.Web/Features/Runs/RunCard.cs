using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Runs;

/// <summary>A run as programs see it.</summary>
internal sealed record RunCard(Guid Id, string DefinitionId, string DefinitionVersionId, int Version, string Name, WorkflowStatus State, DateTimeOffset StartedAt,
    DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt)
{
    public Guid? DealId { get; init; }
    public string? CorrelationId { get; init; }

    /// <summary>It leads an open strict deal and cannot be canceled by itself.</summary>
    public bool LeadsDeal { get; init; }
    public RunLink? Parent { get; init; }
    public IReadOnlyList<RunLink> Children { get; init; } = [];
    public IReadOnlyList<RunWait> Waits { get; init; } = [];
    public IReadOnlyList<RunFault> Incidents { get; init; } = [];
    public IReadOnlyList<RunValue> Variables { get; init; } = [];
    public IReadOnlyList<RunValue> Input { get; init; } = [];
    public IReadOnlyList<RunValue> Output { get; init; } = [];
    public IReadOnlyList<RunStepCard> Steps { get; init; } = [];

    public static RunCard Of(RunSheet sheet) => new(sheet.Run.Id, sheet.Run.DefinitionId, sheet.Run.DefinitionVersionId, sheet.Run.DefinitionVersion, sheet.Name,
        sheet.Run.Status, sheet.Run.CreatedAt, sheet.Run.UpdatedAt, sheet.Run.FinishedAt)
    {
        DealId = sheet.Run.DealId,
        CorrelationId = sheet.Run.CorrelationId,
        LeadsDeal = sheet.Leads,
        Parent = sheet.Parent,
        Children = sheet.Children,
        Waits = sheet.Waits,
        Incidents = sheet.Faults,
        Variables = sheet.Variables,
        Input = sheet.Input,
        Output = sheet.Output,
        Steps = [.. sheet.Steps.Values.Select(s => new RunStepCard(s.Node.NodeId, s.Node.Type, s.Title, s.State, s.Done))],
    };
}

internal sealed record RunStepCard(string NodeId, string Type, string Title, RunStepState State, int Done);
