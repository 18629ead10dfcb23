namespace Crm.Workflows.Runtime;

/// <summary>
/// A node failed after it had the deal in hand. What it may have changed must not survive:
/// the host reloads everything and runs the cycle again with this fault among the known ones.
/// </summary>
public sealed class ReplayNeededException(KnownFault fault) : Exception("The cycle has to be replayed without the failed node.", fault.Cause)
{
    public KnownFault Fault => fault;
}
