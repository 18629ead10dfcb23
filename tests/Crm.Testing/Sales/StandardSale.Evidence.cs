using System.Text;

namespace Crm.Testing;

public sealed partial class StandardSale
{
    private const decimal Qty = 10, Price = 1000m;

    public decimal Total => Qty * Price * (100 - DiscountPct) / 100;

    public async Task ContactAsync() => (await (await Office.ApiAsync(Office.Anna)).PostAsync(Deal + "/interactions",
        new { kind = "Call", theme = "First talk", outcome = "Reached" })).Ok();

    public async Task PresentAsync() => (await (await Office.ApiAsync(Office.Anna)).PostAsync(Deal + "/interactions",
        new { kind = "Meeting", theme = "Presentation", outcome = "Agreed" })).Ok();

    public async Task FindDecisionMakerAsync() => (await (await Office.ApiAsync(Office.Anna)).PostAsync(Deal + "/participants",
        new { customerId = Office.CustomerId, role = "Other", contactId = Office.ContactId, influence = "DecisionMaker" })).Ok();

    public async Task<ApiAnswer> ChangeAsync(object body) => await (await Office.ApiAsync(Office.Anna)).PutAsync(Deal, body);

    /// <summary>An active offer of the sale's lines.</summary>
    public async Task OfferAsync(string status = "Active")
    {
        OfferId = await DraftAsync(Office.Anna, "CommercialOffer", [Line()]);
        if (status != "Draft") await SetStatusAsync(Office.Anna, OfferId, status);
    }

    public async Task OrderAsync(bool confirmed = true)
    {
        OrderId = await DraftAsync(Office.Olga, "CustomerOrder", [Line()]);
        if (confirmed) await SetStatusAsync(Office.Olga, OrderId, "Confirmed");
    }

    public async Task SignAsync() => (await (await Office.ApiAsync(Office.Olga)).UploadAsync($"/api/documents/{OrderId}/signature", "order.pdf",
        Encoding.UTF8.GetBytes("signed " + OrderId))).Ok();

    public async Task<Guid> ShipAsync(decimal qty = Qty)
    {
        var id = await DraftAsync(Office.Fedor, "Shipment", [Line(qty)]);
        (await (await Office.ApiAsync(Office.Fedor)).PostAsync($"/api/documents/{id}/posting")).Ok();
        return id;
    }

    public async Task<Guid> PayAsync(decimal? amount = null)
    {
        var id = await DraftAsync(Office.Anna, "Payment", null, amount ?? Total);
        (await (await Office.ApiAsync(Office.Anna)).PostAsync($"/api/documents/{id}/posting")).Ok();
        return id;
    }

    public async Task SetStatusAsync(Person person, Guid documentId, string status, string? reason = null) =>
        (await (await Office.ApiAsync(person)).PostAsync($"/api/documents/{documentId}/status", new { status, reason })).Ok();

    /// <summary>Replaces the offer's lines: an approval of the old ones is void.</summary>
    public async Task EditOfferAsync(decimal discountPct) => (await (await Office.ApiAsync(Office.Anna)).PutAsync($"/api/documents/{OfferId}/lines",
        new { lines = new[] { Line(Qty, discountPct) } })).Ok();

    private async Task<Guid> DraftAsync(Person person, string kind, object[]? lines, decimal? amount = null) =>
        (await (await Office.ApiAsync(person)).PostAsync(Deal + "/documents", new
        {
            kind,
            number = $"{kind[..2].ToUpperInvariant()}-{++papers}",
            customerId = Office.CustomerId,
            currency = "RUB",
            lines,
            amount,
        })).Ok().Id;

    private object Line(decimal qty = Qty) => Line(qty, DiscountPct);

    private object Line(decimal qty, decimal discountPct) => new { productId = Office.ProductId, qty, unitPrice = Price, discountPct };
}
