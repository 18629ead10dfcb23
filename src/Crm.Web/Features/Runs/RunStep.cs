using Crm.Workflows.Definitions;

namespace Crm.Web.Features.Runs;

/// <summary>One step of the procedure with what this run did at it.</summary>
/// <param name="Done">How often it was done.</param>
public sealed record RunStep(ActivityNode Node, string Title, RunStepState State, int Done);
