using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Customers;

/// <summary>The other party: a company or a person that buys, supplies or competes.</summary>
public sealed partial class Customer : AuditedEntity
{
    public string Name { get; private set; } = "";

    /// <summary>The name as duplicates are found by it: letters and digits in lower case.</summary>
    public string NameKey { get; private set; } = "";
    public LegalKind LegalKind { get; private set; }
    public IReadOnlyList<CustomerRole> Roles { get; private set; } = [];
    public string? Region { get; private set; }
    public string? Industry { get; private set; }
    public string? SizeBand { get; private set; }
    public Guid? MainManagerId { get; private set; }
    public Guid? UnitId { get; private set; }
    public DateTimeOffset RegisteredAt { get; private set; }
    public Guid? ParentId { get; private set; }
    public string? TaxId { get; private set; }
    public string? Domain { get; private set; }
    public DateOnly? BirthOn { get; private set; }
    public Guid? PriceListId { get; private set; }
    public string? Terms { get; private set; }
    public Guid? AdChannelId { get; private set; }
    public string? SourceRef { get; private set; }

    /// <summary>The identity in the system it was imported from; unique when set.</summary>
    public string? ExternalKey { get; private set; }

    /// <summary>Holds documents without a customer; outside every classification.</summary>
    public bool IsSystem { get; private set; }

    private Customer() { }

    public static Customer Register(CustomerDetails details, Cause cause, DateTimeOffset at, string? externalKey = null)
    {
        var customer = new Customer { ExternalKey = Key(externalKey) };
        customer.Take(details.Checked());
        customer.UnitId ??= cause.Actor.UnitId;
        customer.RegisteredAt = cause.OccurredAt ?? at;
        customer.Born(cause, at);
        customer.Happened("customer.registered", new Facts().With("legalKind", customer.LegalKind).With("externalKey", customer.ExternalKey)
            .WithText("name", customer.Name), cause, at);
        return customer;
    }

    /// <summary>The customer of documents that name none.</summary>
    public static Customer Unidentified(Cause cause, DateTimeOffset at)
    {
        var customer = Register(new CustomerDetails { Name = "Unidentified / Не определён", Roles = [CustomerRole.Other] }, cause, at, "system:unidentified");
        customer.IsSystem = true;
        return customer;
    }

    public void Rename(string name, Cause cause, DateTimeOffset at) => Change(Details with { Name = name }, cause, at);

    public void Change(CustomerDetails details, Cause cause, DateTimeOffset at)
    {
        var before = Details;
        Take(details.Checked());
        var after = Details;
        var changes = new Changes()
            .Text("name", before.Name, after.Name).Text("taxId", before.TaxId, after.TaxId).Text("agreedTerms", before.Terms, after.Terms)
            .Text("sourceRef", before.SourceRef, after.SourceRef)
            .Value("legalKind", before.LegalKind, after.LegalKind)
            .Value("roles", string.Join(',', before.Roles), string.Join(',', after.Roles))
            .Value("region", before.Region, after.Region).Value("industry", before.Industry, after.Industry)
            .Value("sizeBand", before.SizeBand, after.SizeBand).Value("mainManagerId", before.MainManagerId, after.MainManagerId)
            .Value("unitId", before.UnitId, after.UnitId).Value("parentId", before.ParentId, after.ParentId)
            .Value("domain", before.Domain, after.Domain).Text("birthOn", before.BirthOn?.ToString("O"), after.BirthOn?.ToString("O"))
            .Value("priceListId", before.PriceListId, after.PriceListId).Value("adChannelId", before.AdChannelId, after.AdChannelId);
        if (changes.Any) Happened(before.Name == after.Name ? "customer.changed" : "customer.renamed", changes.Facts, cause, at);
    }

    /// <summary>The stated fields as they stand: change one with <c>with</c>.</summary>
    public CustomerDetails Details => new()
    {
        Name = Name,
        LegalKind = LegalKind,
        Roles = Roles,
        Region = Region,
        Industry = Industry,
        SizeBand = SizeBand,
        MainManagerId = MainManagerId,
        UnitId = UnitId,
        ParentId = ParentId,
        TaxId = TaxId,
        Domain = Domain,
        BirthOn = BirthOn,
        PriceListId = PriceListId,
        Terms = Terms,
        AdChannelId = AdChannelId,
        SourceRef = SourceRef,
    };

    public static string KeyOf(string name)
    {
        var key = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return key.Length > 0 ? key : name;
    }

    private void Take(CustomerDetails details)
    {
        if (details.ParentId is { } parent && parent == Id) throw DomainException.For("CUS-003", nameof(ParentId));
        (Name, NameKey, LegalKind, Roles) = (details.Name, KeyOf(details.Name), details.LegalKind, details.Roles);
        (Region, Industry, SizeBand) = (details.Region, details.Industry, details.SizeBand);
        (MainManagerId, UnitId, ParentId) = (details.MainManagerId, details.UnitId, details.ParentId);
        (TaxId, Domain, BirthOn, PriceListId, Terms) = (details.TaxId, details.Domain, details.BirthOn, details.PriceListId, details.Terms);
        (AdChannelId, SourceRef) = (details.AdChannelId, details.SourceRef);
    }

    private static string? Key(string? externalKey)
    {
        var checks = new Checks();
        externalKey = checks.OptionalText(externalKey, 100, nameof(ExternalKey));
        checks.Throw();
        return externalKey;
    }
}
