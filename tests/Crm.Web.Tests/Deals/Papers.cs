using System.Text;
using Crm.Domain.Documents;
using Crm.Testing;

namespace Crm.Web.Tests.Deals;

/// <summary>What the papers of one sale say: ten pumps at a discount.</summary>
internal sealed record Papers(SalesOffice Office, decimal Discount)
{
    private const decimal Qty = 10, Price = 100m;

    private int drawn;

    /// <summary>In minor units.</summary>
    public long Amount => (long)(Qty * Price * (100 - Discount));

    public static byte[] Signed(Guid documentId) => Encoding.UTF8.GetBytes("Signed " + documentId);

    public LineDraft Line(decimal? qty = null, decimal? discount = null) => new(Office.ProductId, qty ?? Qty, Price) { DiscountPct = discount ?? Discount };

    public DocumentDraft Draw(DocumentKind kind, decimal? qty = null) => Drawn(kind) with { Lines = [Line(qty)] };

    public DocumentDraft Draw(DocumentKind kind, long amount) => Drawn(kind) with { AmountMinor = amount };

    private DocumentDraft Drawn(DocumentKind kind) => new(kind, $"{kind}-{++drawn:0000}", DateOnly.FromDateTime(Office.App.Clock!.Now.Date), Office.CustomerId, "RUB");
}
