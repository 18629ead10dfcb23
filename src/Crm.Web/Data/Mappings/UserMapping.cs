using Crm.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class UserMapping : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<Company>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(u => u.Name).HasMaxLength(120);
        builder.Property(u => u.Login).HasMaxLength(64);
        builder.Property(u => u.Email).HasMaxLength(254);
        builder.Property(u => u.Language).HasMaxLength(2);
        builder.Property(u => u.TimeZone).HasMaxLength(64);
        // Names, not numbers: the order of the enum may change.
        builder.Property(u => u.Roles).HasMaxLength(400).HasConversion(
            roles => string.Join(',', roles),
            text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>).ToArray(),
            new ValueComparer<IReadOnlyList<Role>>((a, b) => a!.SequenceEqual(b!), roles => roles.Aggregate(0, HashCode.Combine), roles => roles.ToArray()));
        builder.HasIndex(u => u.Login).IsUnique();
        builder.HasIndex(u => u.UnitId);
    }

    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("units");
        builder.Property(u => u.Name).HasMaxLength(120);
        builder.HasIndex(u => u.HeadId);
    }

    public void Configure(EntityTypeBuilder<Company> builder)
    {
        builder.ToTable("companies");
        builder.Property(c => c.Name).HasMaxLength(200);
        builder.Property(c => c.TimeZone).HasMaxLength(64);
        builder.Property(c => c.ReportCurrency).HasMaxLength(3);
    }
}
