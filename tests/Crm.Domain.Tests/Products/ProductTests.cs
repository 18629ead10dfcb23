using Crm.Domain.Products;

namespace Crm.Domain.Tests.Products;

public sealed class ProductTests
{
    private static readonly ProductDetails Pump = new() { Sku = "P-1", Name = "Pump", ListPrice = 99.5m, Currency = "EUR" };

    [Fact]
    public void A_new_price_is_recorded_with_the_old_one()
    {
        var product = Product.Add(Pump, A.Cause(), A.Now);
        product.TakeRecords();

        product.Change(Pump with { ListPrice = 89.9m }, A.Cause(), A.Now);

        Assert.Equal("""{"listPrice":{"after":"89.9","before":"99.5"}}""", Assert.Single(product.TakeRecords().Entries).Payload);
    }

    [Theory]
    [InlineData("", "EUR", 1, "GEN-012")]
    [InlineData("P-1", "euro", 1, "GEN-003")]
    [InlineData("P-1", "EUR", -1, "PRC-001")]
    public void A_product_is_checked(string sku, string currency, int price, string code) => Assert.Equal(code, Assert.Throws<DomainException>(() =>
        Product.Add(Pump with { Sku = sku, Currency = currency, ListPrice = price }, A.Cause(), A.Now)).Code);
}
