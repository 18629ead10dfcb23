namespace Crm.Workflows.Runtime;

/// <summary>The attempt is dropped; the command is run again with what was learned.</summary>
internal sealed class RunAgainException() : Exception("The command has to be run again.");
