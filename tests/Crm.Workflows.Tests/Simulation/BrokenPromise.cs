namespace Crm.Workflows.Tests.Simulation;

/// <summary>Something that the engine promises does not hold.</summary>
internal sealed class BrokenPromise(string what) : Exception(what);
