namespace Crm.Domain.Customers;

/// <summary>What a person states about a customer.</summary>
public sealed record CustomerDetails
{
    public string Name { get; init; } = "";
    public LegalKind LegalKind { get; init; } = LegalKind.Company;
    public IReadOnlyList<CustomerRole> Roles { get; init; } = [CustomerRole.Customer];
    public string? Region { get; init; }
    public string? Industry { get; init; }
    public string? SizeBand { get; init; }
    public Guid? MainManagerId { get; init; }

    /// <summary>The unit that sees the customer; the author's own when left out.</summary>
    public Guid? UnitId { get; init; }
    public Guid? ParentId { get; init; }
    public string? TaxId { get; init; }
    public string? Domain { get; init; }
    public DateOnly? BirthOn { get; init; }
    public Guid? PriceListId { get; init; }
    public string? Terms { get; init; }
    public Guid? AdChannelId { get; init; }
    public string? SourceRef { get; init; }

    /// <summary>Returned tidy; all failed checks come together.</summary>
    internal CustomerDetails Checked()
    {
        var checks = new Checks();
        var tidy = this with
        {
            Name = checks.Text(Name, 200, nameof(Name)),
            Roles = [.. Roles.Distinct().Order()],
            Region = checks.OptionalText(Region, 120, nameof(Region)),
            Industry = checks.OptionalText(Industry, 120, nameof(Industry)),
            SizeBand = checks.OptionalText(SizeBand, 40, nameof(SizeBand)),
            TaxId = checks.OptionalText(TaxId, 20, nameof(TaxId)),
            Domain = checks.OptionalText(Domain, 253, nameof(Domain))?.ToLowerInvariant(),
            BirthOn = checks.Date(BirthOn, nameof(BirthOn)),
            Terms = checks.OptionalText(Terms, 2000, nameof(Terms)),
            SourceRef = checks.OptionalText(SourceRef, 200, nameof(SourceRef)),
        };
        checks.That(Roles.Count > 0, "GEN-012", nameof(Roles), nameof(Roles));
        checks.Throw();
        return tidy;
    }
}
