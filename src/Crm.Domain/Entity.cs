namespace Crm.Domain;

/// <summary>A thing with identity. <see cref="Revision"/> is the optimistic lock; the store increments it on every write.</summary>
public abstract class Entity
{
    public Guid Id { get; protected set; }
    public long Revision { get; private set; }
    public DateTimeOffset CreatedAt { get; protected set; }
    public Guid? CreatedBy { get; protected set; }

    /// <summary>Refuses when the caller saw an older state than the stored one.</summary>
    public void ExpectRevision(long? seen)
    {
        if (seen is { } revision && revision != Revision)
            throw new DomainException("GEN-007", GetType().Name, CreatedAt);
    }
}
