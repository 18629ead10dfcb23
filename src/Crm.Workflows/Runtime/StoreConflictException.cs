namespace Crm.Workflows.Runtime;

/// <summary>Somebody else's transaction came first. A transient one is worth another try; a lost guard is not.</summary>
public sealed class StoreConflictException(bool isTransient, Exception inner) : Exception(inner.Message, inner)
{
    public bool IsTransient { get; } = isTransient;
}
