namespace Crm.Workflows.Runtime;

/// <summary>The node run at this step of the cycle failed in an earlier attempt: it is recorded as Faulted instead of being run (IC-04).</summary>
public sealed record KnownFault(int Step, Exception Cause);
