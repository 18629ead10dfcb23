using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>What a cycle handed to the store, and when.</summary>
internal sealed record CommittedCycle(Guid InstanceId, CycleResult Result, DateTimeOffset At);
