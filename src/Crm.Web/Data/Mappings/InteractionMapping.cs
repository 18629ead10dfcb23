using Crm.Domain.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class InteractionMapping : IEntityTypeConfiguration<Interaction>, IEntityTypeConfiguration<Commitment>, IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Interaction> builder)
    {
        builder.ToTable("interactions");
        builder.Property(i => i.Theme).HasMaxLength(200);
        builder.Property(i => i.Text).HasMaxLength(50_000);
        builder.Property(i => i.Place).HasMaxLength(200);
        builder.Property(i => i.SubjectKind).HasMaxLength(40);
        builder.Property(i => i.NextStep).HasMaxLength(500);
        builder.Property(i => i.SourceRef).HasMaxLength(200);
        builder.Property(i => i.Participants).AsJson();
        builder.HasIndex(i => new { i.DealId, i.StartAt });
        builder.HasIndex(i => new { i.CustomerId, i.StartAt });
        builder.HasIndex(i => new { i.ContactId, i.StartAt });
        builder.HasIndex(i => new { i.ResponsibleId, i.State });
        builder.HasIndex(i => new { i.State, i.PostponedUntil });
        builder.HasIndex(i => i.ChainId);
        builder.HasIndex(i => i.SubjectId);
        builder.HasIndex(i => i.StartAt);
    }

    public void Configure(EntityTypeBuilder<Commitment> builder)
    {
        builder.ToTable("commitments");
        builder.Property(c => c.Text).HasMaxLength(1000);
        builder.Property(c => c.Note).HasMaxLength(2000);
        builder.Property(c => c.EvidenceRef).HasMaxLength(200);
        builder.HasIndex(c => c.DealId);
        builder.HasIndex(c => c.CustomerId);
        builder.HasIndex(c => new { c.State, c.DueAt });
    }

    public void Configure(EntityTypeBuilder<Claim> builder)
    {
        builder.ToTable("claims");
        builder.Property(c => c.Description).HasMaxLength(4000);
        builder.Property(c => c.Reason).HasMaxLength(200);
        builder.Property(c => c.Currency).HasMaxLength(3);
        builder.Property(c => c.Result).HasMaxLength(4000);
        builder.HasIndex(c => c.DealId);
        builder.HasIndex(c => c.CustomerId);
        builder.HasIndex(c => new { c.State, c.DueAt });
    }
}
