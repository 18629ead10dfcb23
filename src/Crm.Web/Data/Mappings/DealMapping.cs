using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class DealMapping : IEntityTypeConfiguration<Deal>, IEntityTypeConfiguration<StageVisit>, IEntityTypeConfiguration<DealType>,
    IEntityTypeConfiguration<ProcedureVersion>, IEntityTypeConfiguration<LossReason>
{
    public void Configure(EntityTypeBuilder<Deal> builder)
    {
        builder.ToTable("deals");
        builder.Ignore(d => d.Visit).Ignore(d => d.NewVisits).Ignore(d => d.NewEvents).Ignore(d => d.NewTexts).Ignore(d => d.Choice)
            .Ignore(d => d.NewEvaluations).Ignore(d => d.NewFindings);
        builder.Property(d => d.Number).HasMaxLength(32);
        builder.Property(d => d.Name).HasMaxLength(200);
        builder.Property(d => d.Comment).HasMaxLength(4000);
        builder.Property(d => d.RulesHash).HasMaxLength(64);
        builder.Property(d => d.LastHash).HasMaxLength(64);
        builder.Property(d => d.StageCode).HasMaxLength(64);
        builder.Property(d => d.OutcomeStageCode).HasMaxLength(64);
        builder.Property(d => d.Currency).HasMaxLength(3);
        builder.Property(d => d.ExternalKey).HasMaxLength(120);
        builder.Property(d => d.LossNote).HasMaxLength(2000);
        builder.Property(d => d.HoldReason).HasMaxLength(500);
        builder.Property(d => d.Tally).AsJson();
        builder.Property(d => d.Overrides).AsJson();
        builder.Property(d => d.FormerOwnerIds).AsJson();
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasIndex(d => d.ExternalKey).IsUnique();
        builder.HasIndex(d => new { d.DealTypeId, d.Outcome, d.StageCode });
        builder.HasIndex(d => new { d.OwnerId, d.Outcome });
        builder.HasIndex(d => new { d.OwnerUnitId, d.Outcome });
        builder.HasIndex(d => d.CustomerId);
        builder.HasIndex(d => d.ClosedAt);
    }

    public void Configure(EntityTypeBuilder<StageVisit> builder)
    {
        builder.ToTable("stage_visits");
        builder.Property(v => v.StageCode).HasMaxLength(64);
        builder.Property(v => v.RulesHash).HasMaxLength(64);
        builder.HasIndex(v => new { v.DealId, v.EnteredAt });
        builder.HasIndex(v => v.DealId, "ix_stage_visits_one_open").IsUnique().HasFilter("left_at IS NULL");
        builder.HasOne<Deal>().WithMany().HasForeignKey(v => v.DealId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DealType> builder)
    {
        builder.ToTable("deal_types");
        builder.Ignore(t => t.Name);
        builder.Property(t => t.Code).HasMaxLength(64);
        builder.Property(t => t.NameEn).HasMaxLength(120);
        builder.Property(t => t.NameRu).HasMaxLength(120);
        builder.Property(t => t.DefinitionId).HasMaxLength(64);
        builder.HasIndex(t => t.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ProcedureVersion> builder)
    {
        builder.ToTable("procedure_versions");
        builder.Property(v => v.DefinitionVersionId).HasMaxLength(64);
        builder.Property(v => v.ContentHash).HasMaxLength(64);
        builder.Property(v => v.RulesHash).HasMaxLength(64);
        builder.HasIndex(v => new { v.DealTypeId, v.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LossReason> builder)
    {
        builder.ToTable("loss_reasons");
        builder.Ignore(r => r.Name).Ignore(r => r.CanBeChosen);
        builder.Property(r => r.Code).HasMaxLength(64);
        builder.Property(r => r.NameEn).HasMaxLength(120);
        builder.Property(r => r.NameRu).HasMaxLength(120);
        builder.HasIndex(r => r.Code).IsUnique();
    }
}
