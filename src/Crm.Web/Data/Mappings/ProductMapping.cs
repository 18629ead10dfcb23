using Crm.Domain.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class ProductMapping : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products");
        builder.Property(p => p.Sku).HasMaxLength(60);
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Series).HasMaxLength(120);
        builder.Property(p => p.Currency).HasMaxLength(3);
        builder.Property(p => p.UnitOfMeasure).HasMaxLength(20);
        builder.Property(p => p.ExternalKey).HasMaxLength(100);
        builder.HasIndex(p => p.Sku).IsUnique();
        builder.HasIndex(p => p.Name);
        builder.HasIndex(p => p.ExternalKey).IsUnique();
    }
}
