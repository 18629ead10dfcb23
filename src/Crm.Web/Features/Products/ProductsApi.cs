using Crm.Domain;
using Crm.Domain.Products;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Products;

internal static class ProductsApi
{
    public static void MapProductsApi(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products");
        products.MapGet("", List).RequireRight(Right.DealsView).WithSummary("Products, newest first");
        products.MapGet("/{id:guid}", Card).RequireRight(Right.DealsView).WithSummary("A product");
        products.MapPost("", Add).WithSummary("Add a product");
        products.MapPut("/{id:guid}", Change).WithSummary("Change a product");
        products.MapPost("/{id:guid}/deactivation", (Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
            Use(id, false, call, acts, cancellation)).WithSummary("Take a product out of sale");
        products.MapPost("/{id:guid}/activation", (Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
            Use(id, true, call, acts, cancellation)).WithSummary("Put a product on sale again");
    }

    private static async Task<Ok<Page<ProductRow>>> List(string? text, bool? active, Guid? after, int? limit, CrmDbContext database,
        CancellationToken cancellation)
    {
        var products = database.Set<Product>().AsNoTracking();
        if (active is { } only) products = products.Where(p => p.Active == only);
        if (!string.IsNullOrWhiteSpace(text)) products = products.Where(p => p.Name.Contains(text) || p.Sku.Contains(text));
        return TypedResults.Ok(await new Part(after, limit).Of(products, p => new ProductRow(p.Id, p.Sku, p.Name, p.Series, p.ListPrice, p.Currency,
            p.UnitOfMeasure, p.Active, p.Revision), row => row.Id, cancellation));
    }

    private static async Task<Ok<ProductRow>> Card(Guid id, HttpContext context, CrmDbContext database, CancellationToken cancellation)
    {
        var product = await database.Set<Product>().AsNoTracking().Where(p => p.Id == id).Select(p => new ProductRow(p.Id, p.Sku, p.Name, p.Series, p.ListPrice,
            p.Currency, p.UnitOfMeasure, p.Active, p.Revision)).FirstOrDefaultAsync(cancellation);
        return Answers.Of(product, context, product?.Revision);
    }

    private static async Task<ContentHttpResult> Add(StateProduct body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "product.add", body), async scope =>
        {
            scope.Require(Right.PricesEdit);
            await RequireFree(body.Sku, null, database, cancellation);
            return (object?)new { scope.Add(Product.Add(body.Stated(), scope.Cause, scope.Now)).Id };
        }, cancellation));

    private static Task<ContentHttpResult> Change(Guid id, StateProduct body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        RecordActs.On<Product>(id, "product.change", body, Right.PricesEdit, async (product, scope) =>
        {
            await RequireFree(body.Sku, id, database, cancellation);
            product.Change(body.Stated(), scope.Cause, scope.Now);
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> Use(Guid id, bool active, ApiCall call, Acts acts, CancellationToken cancellation) =>
        RecordActs.On<Product>(id, active ? "product.activate" : "product.deactivate", null, Right.PricesEdit, (product, scope) =>
        {
            if (active) product.Activate(scope.Cause, scope.Now);
            else product.Deactivate(scope.Cause, scope.Now);
            return Task.CompletedTask;
        }, call, acts, cancellation);

    private static Task RequireFree(string sku, Guid? self, CrmDbContext database, CancellationToken cancellation)
    {
        var typed = sku.Trim();
        return database.Set<Product>().Where(p => p.Id != self && p.Sku == typed).RequireNone("GEN-013", "sku", typed, cancellation);
    }
}

internal sealed record StateProduct
{
    public required string Sku { get; init; }
    public required string Name { get; init; }
    public required decimal ListPrice { get; init; }
    public required string Currency { get; init; }
    public string? Series { get; init; }
    public string? UnitOfMeasure { get; init; }

    public ProductDetails Stated() => new()
    {
        Sku = Sku,
        Name = Name,
        Series = Series,
        ListPrice = Money.Of(ListPrice, Currency, "listPrice").Amount,
        Currency = Currency,
        UnitOfMeasure = UnitOfMeasure ?? "pcs",
    };
}

internal sealed record ProductRow(Guid Id, string Sku, string Name, string? Series, decimal ListPrice, string Currency, string UnitOfMeasure, bool Active,
    long Revision);
