namespace Crm.Workflows.Runtime;

/// <summary>The cycle left its limits (CC-04); everything it did is dropped.</summary>
internal sealed class CycleLimitException(string message) : Exception(message);
