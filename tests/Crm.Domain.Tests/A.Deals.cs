using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;

namespace Crm.Domain.Tests;

internal static partial class A
{
    /// <summary>A deal without stages: enough for what is tied to a deal.</summary>
    public static Deal Deal(Customer? customer = null, Guid? owner = null) => Domain.Deals.Deal.Open(
        new Procedure(Guid.CreateVersion7(), Guid.CreateVersion7(), 1, null, "rules",
            new StageFlow { DealType = "plain", Name = new LocalText("Plain", "Простая"), ControlMode = ControlMode.None }),
        "D-1", new Opening("Pumps", owner ?? Guid.CreateVersion7()) { CustomerId = customer?.Id }, Cause(), Now);

    public static readonly Guid Pump = Guid.CreateVersion7();

    public static LineDraft Line(decimal qty = 1, decimal price = 100m, decimal discount = 0) => new(Pump, qty, price) { DiscountPct = discount };

    public static SalesDocument Document(DocumentKind kind, Deal? deal = null, Guid? customer = null, Cause? by = null, params LineDraft[] lines) =>
        SalesDocument.Draft(new DocumentDraft(kind, "1", new DateOnly(2026, 11, 23), customer ?? deal?.CustomerId ?? Guid.CreateVersion7(), "EUR")
        {
            Lines = lines.Length > 0 ? lines : [Line()],
        }, deal, by ?? Cause(), Now);

    public static SalesDocument ActiveOffer(Deal? deal = null, Cause? by = null, params LineDraft[] lines)
    {
        var offer = Document(DocumentKind.CommercialOffer, deal, by: by, lines: lines);
        offer.ChangeStatus(DocumentStatus.Active, deal, Cause(), Now);
        return offer;
    }

    public static InteractionDetails Call(Guid? customer = null) => new()
    {
        Kind = InteractionKind.Call,
        Theme = "Price",
        StartAt = Now,
        CustomerId = customer ?? Guid.CreateVersion7(),
    };
}
