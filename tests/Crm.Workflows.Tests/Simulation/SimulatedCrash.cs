namespace Crm.Workflows.Tests.Simulation;

/// <summary>The process is gone at this point.</summary>
internal sealed class SimulatedCrash() : Exception("The process ended here.");
