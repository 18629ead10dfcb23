using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Documents;

/// <summary>
/// A paper of a sale. Its head carries what gates and lists need (total, highest discount, content hash),
/// so lines are loaded only to change or show them.
/// </summary>
public sealed partial class SalesDocument : Evidence
{
    private readonly List<DocumentLine> lines = [];

    public DocumentKind Kind { get; private set; }
    public string Number { get; private set; } = "";
    public DateOnly On { get; private set; }
    public Guid CustomerId { get; private set; }
    public DocumentStatus Status { get; private set; }
    public string Currency { get; private set; } = "";
    public long TotalMinor { get; private set; }

    /// <summary>Total without VAT.</summary>
    public long NetMinor { get; private set; }
    public long CostMinor { get; private set; }
    public decimal MaxDiscountPct { get; private set; }
    public int LineCount { get; private set; }
    public DateOnly? ValidToOn { get; private set; }
    public Guid? BasedOnId { get; private set; }
    public Guid? AuthorId { get; private set; }

    /// <summary>SHA-256 of kind, customer, currency, lines and validity: an approval is void when it changes.</summary>
    public string ContentHash { get; private set; } = "";
    public string? ExternalKey { get; private set; }
    public IReadOnlyList<DocumentLine> Lines => lines;

    private SalesDocument() { }

    public Money Total => new(TotalMinor, Currency);

    /// <summary>Counted in every classification: posted shipments and acts.</summary>
    public bool IsSale => Status is DocumentStatus.Posted && DocumentStates.CountsAsSale(Kind);

    public static SalesDocument Draft(DocumentDraft draft, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        var document = new SalesDocument
        {
            Kind = draft.Kind,
            Number = checks.Text(draft.Number, 60, nameof(Number)),
            On = checks.Date(draft.On, nameof(On)),
            CustomerId = checks.Required<Guid>(draft.CustomerId, nameof(CustomerId)),
            Currency = checks.Currency(draft.Currency),
            ValidToOn = checks.Date(draft.ValidToOn, nameof(ValidToOn)),
            BasedOnId = draft.BasedOnId,
            ExternalKey = checks.OptionalText(draft.ExternalKey, 100, nameof(ExternalKey)),
            AuthorId = cause.Actor.OnBehalfOf ?? cause.Actor.Id,
            DealId = deal?.Id,
        };
        checks.That(deal?.CustomerId is not { } owner || owner == draft.CustomerId, "DOC-001", nameof(CustomerId));
        checks.That(draft.AmountMinor is null or >= 0, "PRC-001", nameof(draft.AmountMinor));
        checks.Throw();
        document.Born(cause, at);
        document.Status = DocumentStates.First(draft.Kind);
        document.TakeLines(draft.Lines, draft.AmountMinor);
        document.Tell("document.drafted", document.Head(), deal, cause, at);
        return document;
    }

    /// <summary>The lines of a new document that continues this one, e.g. an order from an offer.</summary>
    public DocumentDraft Continue(DocumentKind kind, string number, DateOnly on) => new(kind, number, on, CustomerId, Currency)
    {
        Lines = [.. lines.Select(line => line.Draft())],
        AmountMinor = lines.Count == 0 ? TotalMinor : null,
        BasedOnId = Id,
    };

    /// <summary>Replaces the lines; they must be loaded. A signature of the old content does not hold for the new.</summary>
    public void ChangeLines(IReadOnlyList<LineDraft> drafts, DateOnly? validToOn, Deal? deal, Cause cause, DateTimeOffset at, long? amountMinor = null)
    {
        if (!DocumentStates.MayChange(Status)) throw Refused("GEN-007", "A document in this state cannot be changed", "Документ в этом состоянии изменить нельзя");
        var checks = new Checks();
        validToOn = checks.Date(validToOn, nameof(ValidToOn));
        checks.That(amountMinor is null or >= 0, "PRC-001", nameof(amountMinor));
        checks.Throw();
        var (total, discount, hash, valid) = (TotalMinor, MaxDiscountPct, ContentHash, ValidToOn);
        ValidToOn = validToOn;
        TakeLines(drafts, amountMinor ?? (drafts.Count == 0 && LineCount == 0 ? TotalMinor : null));
        if (hash == ContentHash) return;
        if (Signature is SignatureState.Signed or SignatureState.Pending) Signature = SignatureState.Revoked;
        var changes = new Changes().Value("totalMinor", total, TotalMinor).Value("maxDiscountPct", discount, MaxDiscountPct)
            .Value("contentHash", hash, ContentHash).Value("validToOn", valid, ValidToOn);
        Tell("document.changed", changes.Facts.With("documentKind", Kind), deal, cause, at);
    }

    /// <summary>A document has one deal (DOC-002), of its own customer (DOC-001).</summary>
    public void JoinDeal(Deal deal, string? dealItIsIn, Cause cause, DateTimeOffset at)
    {
        if (DealId == deal.Id) return;
        if (DealId is not null) throw new DomainException("DOC-002", dealItIsIn);
        if (deal.CustomerId is { } owner && owner != CustomerId) throw new DomainException("DOC-001");
        DealId = deal.Id;
        Tell("document.joined", Head(), deal, cause, at);
    }

    private void TakeLines(IReadOnlyList<LineDraft> drafts, long? amountMinor)
    {
        var checks = new Checks();
        checks.That(drafts.Count <= 5_000, "GEN-014", nameof(Lines), "5 000");
        var taken = drafts.Take(5_000).Select((draft, i) => DocumentLine.Of(Id, i + 1, draft, Currency, checks)).ToList();
        checks.Throw();
        lines.Clear();
        lines.AddRange(taken);
        LineCount = lines.Count;
        TotalMinor = lines.Count > 0 ? lines.Sum(line => line.AmountMinor) : amountMinor ?? 0;
        NetMinor = lines.Count > 0 ? lines.Sum(line => line.NetMinor) : TotalMinor;
        CostMinor = lines.Sum(line => line.CostMinor);
        MaxDiscountPct = lines.Count > 0 ? lines.Max(line => line.DiscountPct) : 0;
        ContentHash = HashChain.Of(CanonicalJson.Write(new JsonObject
        {
            ["currency"] = Currency,
            ["customer"] = CustomerId.ToString(),
            ["kind"] = Kind.ToString(),
            ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)line.Content())]),
            ["total"] = TotalMinor,
            ["validTo"] = ValidToOn?.ToString("yyyy-MM-dd"),
        }));
    }

    private Facts Head() => new Facts().With("documentKind", Kind).With("number", Number).With("status", Status).With("customerId", (Guid?)CustomerId)
        .With("totalMinor", TotalMinor).With("currency", Currency).With("contentHash", ContentHash);

    private static DomainException Refused(string code, string en, string ru) => new([new Refusal(code) { Text = new LocalText(en, ru) }]);
}
