namespace Crm.Domain.Products;

/// <summary>What a person states about a product.</summary>
public sealed record ProductDetails
{
    public string Sku { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Series { get; init; }

    /// <summary>In major units, VAT included.</summary>
    public decimal ListPrice { get; init; }
    public string Currency { get; init; } = "";
    public string UnitOfMeasure { get; init; } = "pcs";

    internal ProductDetails Checked()
    {
        var checks = new Checks();
        var tidy = this with
        {
            Sku = checks.Text(Sku, 60, nameof(Sku)),
            Name = checks.Text(Name, 200, nameof(Name)),
            Series = checks.OptionalText(Series, 120, nameof(Series)),
            Currency = checks.Currency(Currency),
            UnitOfMeasure = checks.Text(UnitOfMeasure, 20, nameof(UnitOfMeasure)),
            ListPrice = decimal.Round(ListPrice, 6),
        };
        checks.That(ListPrice is >= 0 and <= 1_000_000_000m, "PRC-001", nameof(ListPrice));
        checks.Throw();
        return tidy;
    }
}
