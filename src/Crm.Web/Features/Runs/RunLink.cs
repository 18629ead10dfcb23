using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Runs;

/// <summary>Another run, to go there.</summary>
public sealed record RunLink(Guid Id, string Name, WorkflowStatus State);
