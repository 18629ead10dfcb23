using Crm.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class TaskMapping : IEntityTypeConfiguration<TaskItem>, IEntityTypeConfiguration<TaskQueue>
{
    public void Configure(EntityTypeBuilder<TaskItem> builder)
    {
        builder.ToTable("tasks");
        builder.Ignore(t => t.Title).Ignore(t => t.IsOpen).Ignore(t => t.Addressee);
        builder.Property(t => t.TitleEn).HasMaxLength(200);
        builder.Property(t => t.TitleRu).HasMaxLength(200);
        builder.Property(t => t.InstructionsEn).HasMaxLength(4000);
        builder.Property(t => t.InstructionsRu).HasMaxLength(4000);
        builder.Property(t => t.NodeId).HasMaxLength(200);
        builder.Property(t => t.StageCode).HasMaxLength(64);
        builder.Property(t => t.Approves).HasMaxLength(60);
        builder.Property(t => t.Note).HasMaxLength(4000);
        builder.Property(t => t.ResultChoice).HasMaxLength(64);
        builder.Property(t => t.ResultText).HasMaxLength(4000);
        builder.Property(t => t.Choices).AsJson();
        builder.HasIndex(t => t.DealId);
        builder.HasIndex(t => t.InstanceId).HasFilter("deal_id IS NULL");
        builder.HasIndex(t => new { t.UserId, t.State, t.RiskScore });
        builder.HasIndex(t => new { t.ClaimedBy, t.State, t.RiskScore });
        builder.HasIndex(t => new { t.QueueId, t.State, t.RiskScore });
        builder.HasIndex(t => new { t.Role, t.UnitId, t.State });
        builder.HasIndex(t => new { t.State, t.DueAt });
    }

    public void Configure(EntityTypeBuilder<TaskQueue> builder)
    {
        builder.ToTable("task_queues");
        builder.Ignore(q => q.Name);
        builder.Property(q => q.Code).HasMaxLength(64);
        builder.Property(q => q.NameEn).HasMaxLength(120);
        builder.Property(q => q.NameRu).HasMaxLength(120);
        builder.HasIndex(q => q.Code).IsUnique();
    }
}
