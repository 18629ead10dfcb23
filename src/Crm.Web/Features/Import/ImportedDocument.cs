using Crm.Domain.Documents;

namespace Crm.Web.Features.Import;

/// <summary>A document of the other system, understood: neighboring rows with the same key are its lines.</summary>
internal sealed record ImportedDocument(string Key, DocumentKind Kind, string Number, DateOnly On, IReadOnlyList<CsvRow> Rows)
{
    public DocumentStatus? Status { get; init; }
    public string? Customer => Rows[0]["customer"];
    public string? Deal => Rows[0]["deal"];

    /// <summary>Minor units; of a document without lines.</summary>
    public long? Amount { get; init; }

    /// <summary>Known once the deal is in the database.</summary>
    public Guid? DealId { get; init; }
}
