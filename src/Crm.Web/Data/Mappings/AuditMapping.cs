using Crm.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.HasKey(e => e.Seq);
        builder.Property(e => e.Seq).ValueGeneratedOnAdd();
        builder.Property(e => e.Kind).HasMaxLength(80);
        builder.Property(e => e.SubjectKind).HasMaxLength(40);
        builder.Property(e => e.Roles).HasMaxLength(400);
        builder.Property(e => e.Code).HasMaxLength(12);
        builder.HasIndex(e => new { e.SubjectId, e.Seq });
        builder.HasIndex(e => new { e.DealId, e.Seq });
        builder.HasIndex(e => new { e.ActorId, e.At });
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => e.RequestId);
    }

    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("audit_seals");
        builder.Property(s => s.MerkleHead).HasMaxLength(64);
        builder.Property(s => s.PreviousHash).HasMaxLength(64);
        builder.Property(s => s.Hash).HasMaxLength(64);
        builder.HasIndex(s => s.Number).IsUnique();
    }
}
