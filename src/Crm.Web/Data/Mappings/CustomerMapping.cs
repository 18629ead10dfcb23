using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>, IEntityTypeConfiguration<Contact>, IEntityTypeConfiguration<CustomerLink>,
    IEntityTypeConfiguration<Competitor>, IEntityTypeConfiguration<AdChannel>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.Property(c => c.Name).HasMaxLength(200);
        builder.Property(c => c.NameKey).HasMaxLength(200);
        builder.Property(c => c.Region).HasMaxLength(120);
        builder.Property(c => c.Industry).HasMaxLength(120);
        builder.Property(c => c.SizeBand).HasMaxLength(40);
        builder.Property(c => c.TaxId).HasMaxLength(20);
        builder.Property(c => c.Domain).HasMaxLength(253);
        builder.Property(c => c.Terms).HasMaxLength(2000);
        builder.Property(c => c.SourceRef).HasMaxLength(200);
        builder.Property(c => c.ExternalKey).HasMaxLength(100);
        builder.Property(c => c.BlockReason).HasMaxLength(500);
        builder.Property(c => c.Roles).AsJson();
        builder.Property(c => c.ContactPoints).AsJson();
        builder.Property(c => c.Consents).AsJson();
        builder.HasIndex(c => c.Name);
        builder.HasIndex(c => c.NameKey);
        builder.HasIndex(c => c.Domain);
        builder.HasIndex(c => c.MainManagerId);
        builder.HasIndex(c => c.UnitId);
        builder.HasIndex(c => c.ParentId);
        builder.HasIndex(c => c.TaxId).IsUnique();
        builder.HasIndex(c => c.ExternalKey).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contacts");
        builder.Property(c => c.Name).HasMaxLength(200);
        builder.Property(c => c.Position).HasMaxLength(120);
        builder.Property(c => c.Roles).AsJson();
        builder.Property(c => c.ContactPoints).AsJson();
        builder.HasIndex(c => c.CustomerId);
        builder.HasIndex(c => c.Name);
    }

    public void Configure(EntityTypeBuilder<CustomerLink> builder)
    {
        builder.ToTable("customer_links");
        builder.Property(l => l.Kind).HasMaxLength(60);
        builder.HasIndex(l => l.FromCustomerId);
        builder.HasIndex(l => l.ToCustomerId);
    }

    public void Configure(EntityTypeBuilder<Competitor> builder)
    {
        builder.ToTable("competitors");
        builder.Property(c => c.Name).HasMaxLength(200);
        builder.Property(c => c.NameKey).HasMaxLength(200);
        builder.HasIndex(c => c.NameKey).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AdChannel> builder)
    {
        builder.ToTable("ad_channels");
        builder.Property(c => c.Name).HasMaxLength(120);
        builder.Property(c => c.NameKey).HasMaxLength(120);
        builder.Property(c => c.SourceTypes).AsJson();
        builder.Property(c => c.UtmSources).AsJson();
        builder.HasIndex(c => c.NameKey).IsUnique();
        builder.HasIndex(c => c.ParentId);
    }
}
