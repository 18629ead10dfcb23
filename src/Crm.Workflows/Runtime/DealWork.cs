namespace Crm.Workflows.Runtime;

/// <summary>What the activities of a deal work on during one cycle.</summary>
public sealed class DealWork;
