using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Products;

/// <summary>Something that is sold.</summary>
public sealed class Product : AuditedEntity
{
    /// <summary>Unique.</summary>
    public string Sku { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string? Series { get; private set; }
    public decimal ListPrice { get; private set; }
    public string Currency { get; private set; } = "";
    public string UnitOfMeasure { get; private set; } = "";
    public bool Active { get; private set; }

    /// <summary>The identity in the system it was imported from; unique when set.</summary>
    public string? ExternalKey { get; private set; }

    private Product() { }

    public static Product Add(ProductDetails details, Cause cause, DateTimeOffset at, string? externalKey = null)
    {
        var product = new Product { Active = true, ExternalKey = externalKey };
        product.Take(details.Checked());
        product.Born(cause, at);
        product.Happened("product.added", new Facts().With("sku", product.Sku).With("name", product.Name).With("listPrice", product.ListPrice)
            .With("currency", product.Currency), cause, at);
        return product;
    }

    public ProductDetails Details => new()
    {
        Sku = Sku,
        Name = Name,
        Series = Series,
        ListPrice = ListPrice,
        Currency = Currency,
        UnitOfMeasure = UnitOfMeasure,
    };

    public void Change(ProductDetails details, Cause cause, DateTimeOffset at)
    {
        var before = Details;
        Take(details.Checked());
        var changes = new Changes().Value("sku", before.Sku, Sku).Value("name", before.Name, Name).Value("series", before.Series, Series)
            .Value("listPrice", before.ListPrice, ListPrice).Value("currency", before.Currency, Currency)
            .Value("unitOfMeasure", before.UnitOfMeasure, UnitOfMeasure);
        if (changes.Any) Happened("product.changed", changes.Facts, cause, at);
    }

    public void Deactivate(Cause cause, DateTimeOffset at)
    {
        if (!Active) return;
        Active = false;
        Happened("product.deactivated", Facts.None, cause, at);
    }

    public void Activate(Cause cause, DateTimeOffset at)
    {
        if (Active) return;
        Active = true;
        Happened("product.activated", Facts.None, cause, at);
    }

    private void Take(ProductDetails details) => (Sku, Name, Series, ListPrice, Currency, UnitOfMeasure) =
        (details.Sku, details.Name, details.Series, details.ListPrice, details.Currency, details.UnitOfMeasure);
}
