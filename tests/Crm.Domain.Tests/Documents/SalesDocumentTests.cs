using Crm.Domain.Documents;

namespace Crm.Domain.Tests.Documents;

public sealed class SalesDocumentTests
{
    [Fact]
    public void Each_line_is_rounded_half_away_from_zero_and_the_head_adds_up()
    {
        var offer = A.Document(DocumentKind.CommercialOffer, lines: [A.Line(3, 0.335m), A.Line(1, 100m, discount: 12.5m)]);

        Assert.Equal([101L, 8_750L], offer.Lines.Select(l => l.AmountMinor));
        Assert.Equal((8_851L, 12.5m), (offer.TotalMinor, offer.MaxDiscountPct));
    }

    [Fact]
    public void The_net_amount_leaves_out_vat()
    {
        var act = A.Document(DocumentKind.Act, lines: [A.Line(1, 120m) with { VatPct = 20, UnitCost = 60m }]);

        Assert.Equal((12_000L, 10_000L, 6_000L), (act.TotalMinor, act.NetMinor, act.CostMinor));
    }

    [Theory]
    [InlineData(0, 100, 0, "GEN-003")]
    [InlineData(1, -1, 0, "PRC-001")]
    [InlineData(1, 100, 101, "PRC-001")]
    public void A_line_that_cannot_be_sold_is_refused(int qty, int price, int discount, string code) =>
        Assert.Equal(code, Refused(() => A.Document(DocumentKind.CommercialOffer, lines: [A.Line(qty, price, discount)])));

    [Fact]
    public void A_deal_takes_only_documents_of_its_customer()
    {
        var deal = A.Deal(A.Customer());

        Assert.Equal("DOC-001", Refused(() => A.Document(DocumentKind.Invoice, deal, Guid.CreateVersion7())));
    }

    [Fact]
    public void A_document_has_one_deal()
    {
        var (first, second) = (A.Deal(), A.Deal());
        var offer = A.Document(DocumentKind.CommercialOffer);
        offer.JoinDeal(first, null, A.Cause(), A.Now);

        Assert.Equal("DOC-002", Refused(() => offer.JoinDeal(second, "D-1", A.Cause(), A.Now)));
        Assert.Equal("document.joined", first.NewEvents[^1].Kind);
    }

    [Theory]
    [InlineData(DocumentKind.Invoice, DocumentStatus.Accepted)]
    [InlineData(DocumentKind.CommercialOffer, DocumentStatus.Posted)]
    [InlineData(DocumentKind.Contract, DocumentStatus.Canceled)]
    [InlineData(DocumentKind.File, DocumentStatus.Draft)]
    public void A_document_knows_only_the_states_of_its_kind(DocumentKind kind, DocumentStatus status) =>
        Assert.Equal("GEN-003", Refused(() => A.Document(kind).ChangeStatus(status, null, A.Cause(), A.Now)));

    [Fact]
    public void Every_kind_begins_in_its_first_state() => Assert.All(Enum.GetValues<DocumentKind>(), kind =>
        Assert.Equal(DocumentStates.Of(kind)[0], A.Document(kind).Status));

    [Fact]
    public void A_taken_back_document_is_a_draft_again_and_says_why()
    {
        var deal = A.Deal();
        var shipment = A.Document(DocumentKind.Shipment, deal);
        shipment.Post(deal, A.Cause(), A.Now);
        Assert.True(shipment.IsSale);

        shipment.Unpost("Wrong quantity", deal, A.Cause(), A.Now);

        Assert.Equal((DocumentStatus.Draft, "Wrong quantity"), (shipment.Status, shipment.WithdrawalReason));
        Assert.Equal(["document.drafted", "document.posted", "document.unposted"], deal.NewEvents.Skip(1).Select(e => e.Kind));
    }

    [Fact]
    public void Outside_a_deal_no_reason_is_asked()
    {
        var payment = A.Document(DocumentKind.Payment);
        payment.Post(null, A.Cause(), A.Now);

        payment.Unpost(null, null, A.Cause(), A.Now);

        Assert.Equal(DocumentStatus.Draft, payment.Status);
    }

    [Fact]
    public void The_content_hash_follows_the_content_and_nothing_else()
    {
        var offer = A.Document(DocumentKind.CommercialOffer);
        var hash = offer.ContentHash;

        offer.ChangeStatus(DocumentStatus.Active, null, A.Cause(), A.Now);
        offer.ChangeLines([A.Line(1.0m, 100.00m)], null, null, A.Cause(), A.Now);
        Assert.Equal(hash, offer.ContentHash);

        offer.ChangeLines([A.Line(1, 99.99m)], null, null, A.Cause(), A.Now);
        Assert.NotEqual(hash, offer.ContentHash);
    }

    [Fact]
    public void A_posted_document_is_not_changed()
    {
        var invoice = A.Document(DocumentKind.Invoice);
        invoice.Post(null, A.Cause(), A.Now);

        Assert.Equal("GEN-007", Refused(() => invoice.ChangeLines([A.Line(2)], null, null, A.Cause(), A.Now)));
    }

    [Fact]
    public void A_signature_does_not_outlive_the_content_it_was_given_for()
    {
        var contract = A.Document(DocumentKind.Contract);
        contract.Sign(Signed(contract), null, A.Cause(), A.Now);
        Assert.Equal((SignatureState.Signed, 64), (contract.Signature, contract.SignedFileSha256!.Length));

        contract.ChangeLines([A.Line(5)], null, null, A.Cause(), A.Now);

        Assert.Equal(SignatureState.Revoked, contract.Signature);
    }

    [Fact]
    public void Only_an_active_offer_is_accepted()
    {
        Assert.Equal("GEN-007", Refused(() => A.Document(DocumentKind.CommercialOffer).Accept(null, A.Cause(), A.Now)));

        var offer = A.ActiveOffer();
        offer.Accept(null, A.Cause(), A.Now);
        Assert.Equal((DocumentStatus.Accepted, A.Now), (offer.Status, offer.ActivatedAt!.Value));
    }

    [Fact]
    public void An_order_continues_an_offer()
    {
        var offer = A.ActiveOffer(lines: [A.Line(2, 50m, 10)]);

        var order = SalesDocument.Draft(offer.Continue(DocumentKind.CustomerOrder, "7", new DateOnly(2026, 11, 24)), null, A.Cause(), A.Now);

        Assert.Equal((offer.Id, offer.CustomerId, offer.TotalMinor), (order.BasedOnId!.Value, order.CustomerId, order.TotalMinor));
    }

    [Fact]
    public void A_payment_states_its_amount_without_lines()
    {
        var payment = SalesDocument.Draft(new DocumentDraft(DocumentKind.Payment, "1", new DateOnly(2026, 11, 23), Guid.CreateVersion7(), "EUR")
        {
            AmountMinor = 5_000,
        }, null, A.Cause(), A.Now);

        Assert.Equal(new Money(5_000, "EUR"), payment.Total);
    }

    private static FileAttachment Signed(SalesDocument document) =>
        FileAttachment.Attach("document", document.Id, @"C:\scans\contract.pdf", "application/pdf", FileContent.Of([1, 2, 3]), null, A.Cause(), A.Now);

    private static string Refused(Action act) => Assert.Throws<DomainException>(act).Code;
}
