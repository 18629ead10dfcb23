using System.Text.Json.Nodes;

namespace Crm.Domain.Documents;

/// <summary>One position of a document; its amounts are rounded here and only here.</summary>
public sealed class DocumentLine
{
    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public int LineNo { get; private set; }
    public Guid ProductId { get; private set; }
    public decimal Qty { get; private set; }
    public decimal UnitPrice { get; private set; }
    public decimal DiscountPct { get; private set; }
    public decimal VatPct { get; private set; }

    /// <summary>Quantity × price less discount, VAT included, in minor units, half away from zero.</summary>
    public long AmountMinor { get; private set; }
    public long NetMinor { get; private set; }
    public decimal? UnitCost { get; private set; }
    public long CostMinor { get; private set; }
    public string? Note { get; private set; }

    private DocumentLine() { }

    internal static DocumentLine Of(Guid documentId, int lineNo, LineDraft draft, string currency, Checks checks)
    {
        checks.That(draft.ProductId != Guid.Empty, "GEN-012", $"lines[{lineNo - 1}].productId", nameof(ProductId));
        checks.That(draft.Qty is > 0 and <= 1_000_000_000m, "GEN-003", $"lines[{lineNo - 1}].qty", nameof(Qty));
        checks.That(draft.UnitPrice >= 0 && draft.DiscountPct is >= 0 and <= 100 && (draft.UnitCost ?? 0) >= 0, "PRC-001", $"lines[{lineNo - 1}].unitPrice");
        checks.That(draft.VatPct is >= 0 and <= 100, "GEN-003", $"lines[{lineNo - 1}].vatPct", nameof(VatPct));
        checks.That(draft.UnitPrice <= 1_000_000_000m, "GEN-003", $"lines[{lineNo - 1}].unitPrice", nameof(UnitPrice));
        var line = new DocumentLine
        {
            Id = Guid.CreateVersion7(),
            DocumentId = documentId,
            LineNo = lineNo,
            ProductId = draft.ProductId,
            Qty = decimal.Round(draft.Qty, 6),
            UnitPrice = decimal.Round(draft.UnitPrice, 6),
            DiscountPct = decimal.Round(draft.DiscountPct, 2),
            VatPct = decimal.Round(draft.VatPct, 2),
            UnitCost = draft.UnitCost,
            Note = checks.OptionalText(draft.Note, 500, $"lines[{lineNo - 1}].note"),
        };
        if (!checks.Passed) return line;
        var amount = line.Qty * line.UnitPrice * (1 - line.DiscountPct / 100m);
        line.AmountMinor = Money.Round(amount, currency).Minor;
        line.NetMinor = Money.Round(new Money(line.AmountMinor, currency).Amount / (1 + line.VatPct / 100m), currency).Minor;
        line.CostMinor = Money.Round(line.Qty * (line.UnitCost ?? 0), currency).Minor;
        return line;
    }

    /// <summary>What an approval of the document is bound to.</summary>
    internal JsonObject Content() => new()
    {
        ["amount"] = AmountMinor,
        ["discount"] = DiscountPct,
        ["price"] = UnitPrice,
        ["product"] = ProductId.ToString(),
        ["qty"] = Qty,
        ["vat"] = VatPct,
    };

    public LineDraft Draft() => new(ProductId, Qty, UnitPrice) { DiscountPct = DiscountPct, VatPct = VatPct, UnitCost = UnitCost, Note = Note };
}
