using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class GateMapping : IEntityTypeConfiguration<GateRecord>, IEntityTypeConfiguration<OverrideRequest>, IEntityTypeConfiguration<ChecklistTick>,
    IEntityTypeConfiguration<Finding>
{
    public void Configure(EntityTypeBuilder<GateRecord> builder)
    {
        builder.ToTable("gate_evaluations");
        builder.Property(g => g.StageCode).HasMaxLength(64);
        builder.Property(g => g.GateCode).HasMaxLength(64);
        builder.Property(g => g.RulesHash).HasMaxLength(64);
        builder.HasIndex(g => new { g.DealId, g.At });
        builder.HasIndex(g => new { g.GateCode, g.Result, g.At });
    }

    public void Configure(EntityTypeBuilder<OverrideRequest> builder)
    {
        builder.ToTable("overrides");
        builder.Property(o => o.Code).HasMaxLength(64);
        builder.Property(o => o.StageCode).HasMaxLength(64);
        builder.Property(o => o.Reason).HasMaxLength(2000);
        builder.HasIndex(o => o.DealId);
        builder.HasIndex(o => o.TaskId);
    }

    public void Configure(EntityTypeBuilder<ChecklistTick> builder)
    {
        builder.ToTable("checklist_ticks");
        builder.Property(t => t.Item).HasMaxLength(64);
        builder.HasIndex(t => t.DealId);
    }

    public void Configure(EntityTypeBuilder<Finding> builder)
    {
        builder.ToTable("findings");
        builder.Property(f => f.RuleCode).HasMaxLength(64);
        builder.Property(f => f.StageCode).HasMaxLength(64);
        builder.Property(f => f.RulesHash).HasMaxLength(64);
        builder.Property(f => f.Key).HasMaxLength(160);
        builder.Property(f => f.Reason).HasMaxLength(2000);
        builder.HasIndex(f => new { f.DealId, f.Key }).IsUnique();
        builder.HasIndex(f => new { f.Disposition, f.At });
        builder.HasIndex(f => f.At);
    }
}
