using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class DealPartMapping : IEntityTypeConfiguration<Participant>, IEntityTypeConfiguration<DemandRow>, IEntityTypeConfiguration<DealEvent>,
    IEntityTypeConfiguration<PersonalValue>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("participants");
        builder.Property(p => p.Comment).HasMaxLength(2000);
        builder.HasIndex(p => p.DealId);
        builder.HasIndex(p => p.CustomerId);
        builder.HasIndex(p => p.ContactId);
    }

    public void Configure(EntityTypeBuilder<DemandRow> builder)
    {
        builder.ToTable("demand_rows");
        builder.Property(r => r.Need).HasMaxLength(500);
        builder.Property(r => r.ReasonText).HasMaxLength(2000);
        builder.Property(r => r.Comment).HasMaxLength(2000);
        builder.Property(r => r.SatisfiedPct).HasPrecision(5, 2);
        builder.HasIndex(r => r.DealId);
    }

    public void Configure(EntityTypeBuilder<DealEvent> builder)
    {
        builder.ToTable("deal_events");
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.Property(e => e.Roles).HasMaxLength(400);
        builder.Property(e => e.RulesHash).HasMaxLength(64);
        builder.Property(e => e.PreviousHash).HasMaxLength(64);
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.HasIndex(e => new { e.DealId, e.Seq }).IsUnique();
        builder.HasIndex(e => new { e.Kind, e.RecordedAt });
        builder.HasIndex(e => e.RecordedAt);
    }

    public void Configure(EntityTypeBuilder<PersonalValue> builder)
    {
        builder.ToTable("personal_values");
        builder.Property(v => v.Salt).HasMaxLength(16);
        builder.HasIndex(v => v.SubjectId);
    }
}
