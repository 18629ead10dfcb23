using Crm.Domain.Documents;
using Crm.Web.Data.Queries;

namespace Crm.Web.Shared.Evidence;

/// <summary>One line of a document while a person edits it.</summary>
public sealed class Line
{
    public Choice? Product { get; set; }
    public decimal? Qty { get; set; } = 1;
    public decimal? Price { get; set; }
    public decimal? DiscountPct { get; set; } = 0;
    public decimal VatPct { get; init; }
    public decimal? UnitCost { get; init; }
    public string? Note { get; init; }

    public decimal Amount => decimal.Round((Qty ?? 0) * (Price ?? 0) * (1 - (DiscountPct ?? 0) / 100m), 2, MidpointRounding.AwayFromZero);

    public bool IsBlank => Product is null && Price is null;

    public LineDraft Draft() => new(Product?.Id ?? Guid.Empty, Qty ?? 0, Price ?? 0) { DiscountPct = DiscountPct ?? 0, VatPct = VatPct, UnitCost = UnitCost, Note = Note };

    public static Line Of(LineDraft draft, IReadOnlyDictionary<Guid, Choice> products) => new()
    {
        Product = products.GetValueOrDefault(draft.ProductId),
        Qty = draft.Qty,
        Price = draft.UnitPrice,
        DiscountPct = draft.DiscountPct,
        VatPct = draft.VatPct,
        UnitCost = draft.UnitCost,
        Note = draft.Note,
    };
}
