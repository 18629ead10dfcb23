using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>A command with its verb, as the client that gives it keeps it until it is answered.</summary>
internal sealed record Order(string Label, Command Command, Func<CommandScope, Task> Verb);
