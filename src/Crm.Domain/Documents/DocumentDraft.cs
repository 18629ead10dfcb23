namespace Crm.Domain.Documents;

/// <summary>The head of a new document.</summary>
public sealed record DocumentDraft(DocumentKind Kind, string Number, DateOnly On, Guid CustomerId, string Currency)
{
    public IReadOnlyList<LineDraft> Lines { get; init; } = [];

    /// <summary>The amount of a document without lines, e.g. a payment, in minor units.</summary>
    public long? AmountMinor { get; init; }
    public DateOnly? ValidToOn { get; init; }
    public Guid? BasedOnId { get; init; }
    public string? ExternalKey { get; init; }
}
