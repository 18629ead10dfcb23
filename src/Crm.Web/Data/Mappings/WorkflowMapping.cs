using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class WorkflowMapping : IEntityTypeConfiguration<WorkflowInstance>, IEntityTypeConfiguration<Bookmark>,
    IEntityTypeConfiguration<JournalEntry>, IEntityTypeConfiguration<OutboxMessage>, IEntityTypeConfiguration<CommandAnswer>,
    IEntityTypeConfiguration<DefinitionVersion>, IEntityTypeConfiguration<StartTrigger>, IEntityTypeConfiguration<PublishApproval>,
    IEntityTypeConfiguration<PendingStimulus>, IEntityTypeConfiguration<InstanceSnapshot>, IEntityTypeConfiguration<Counter>,
    IEntityTypeConfiguration<ClockJump>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.ToTable("workflow_instances");
        builder.Ignore(i => i.IsOpen);
        builder.Ignore(i => i.IsOver);
        builder.Property(i => i.DefinitionId).HasMaxLength(64);
        builder.Property(i => i.DefinitionVersionId).HasMaxLength(64);
        builder.Property(i => i.CorrelationId).HasMaxLength(64);
        builder.Property(i => i.Name).HasMaxLength(200);
        builder.HasIndex(i => i.DealId);
        builder.HasIndex(i => new { i.DefinitionId, i.Status });
        // A deal has one run of its procedure; runs below it are as many as that starts.
        builder.HasIndex(i => new { i.DealId, i.DefinitionId }, "ix_workflow_instances_one_open").IsUnique()
            .HasFilter("status IN ('Running', 'Suspended') AND parent_instance_id IS NULL");
        // The operators' list, newest first, and what of it needs a hand: few, and none of these columns changes with an advance.
        builder.HasIndex(i => new { i.CreatedAt, i.Id });
        builder.HasIndex(i => i.OpenIncidents).HasFilter("open_incidents > 0");
        builder.HasIndex(i => i.ParentInstanceId).HasFilter("parent_instance_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Bookmark> builder)
    {
        builder.ToTable("bookmarks");
        builder.HasKey(b => new { b.WorkflowInstanceId, b.Id });
        builder.Property(b => b.Id).HasMaxLength(64);
        builder.Property(b => b.Name).HasMaxLength(64);
        builder.Property(b => b.Hash).HasMaxLength(64);
        builder.Property(b => b.ActivityId).HasMaxLength(64);
        builder.Property(b => b.ActivityNodeId).HasMaxLength(200);
        builder.Property(b => b.ActivityInstanceId).HasMaxLength(64);
        builder.Property(b => b.CorrelationId).HasMaxLength(64);
        builder.Property(b => b.CallbackMethodName).HasMaxLength(64);
        builder.Ignore("Extra");
        builder.HasIndex(b => new { b.Name, b.Hash });
        builder.HasIndex(b => b.DueAt).HasFilter("due_at IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        builder.HasKey(j => new { j.WorkflowInstanceId, j.Sequence });
        builder.Property(j => j.Sequence).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.Property(m => m.Kind).HasMaxLength(64);
        builder.Property(m => m.IdempotencyKey).HasMaxLength(200);
        builder.Property(m => m.LastError).HasMaxLength(2000);
        // Undoing an act withdraws what nobody has begun to perform; of the two only one comes first.
        builder.Property(m => m.State).IsConcurrencyToken();
        builder.Property(m => m.Attempts).IsConcurrencyToken();
        builder.HasIndex(m => m.IdempotencyKey).IsUnique();
        builder.HasIndex(m => new { m.State, m.NotBefore });
    }

    public void Configure(EntityTypeBuilder<CommandAnswer> builder)
    {
        builder.ToTable("commands");
        builder.HasKey(c => c.OperationId);
        builder.Property(c => c.RequestHash).HasMaxLength(64);
        builder.HasIndex(c => c.AnsweredAt);
    }

    public void Configure(EntityTypeBuilder<DefinitionVersion> builder)
    {
        builder.ToTable("workflow_definitions");
        builder.Property(d => d.Id).HasMaxLength(64);
        builder.Property(d => d.DefinitionId).HasMaxLength(64);
        builder.Property(d => d.Name).HasMaxLength(200);
        builder.Property(d => d.ContentHash).HasMaxLength(64);
        builder.Property(d => d.ChangeNote).HasMaxLength(2000);
        builder.Ignore(d => d.IsDraft);
        builder.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
        builder.HasIndex(d => d.DefinitionId, "ix_workflow_definitions_one_latest").IsUnique().HasFilter("is_latest");
        builder.HasIndex(d => d.DefinitionId, "ix_workflow_definitions_one_published").IsUnique().HasFilter("is_published");
    }

    public void Configure(EntityTypeBuilder<StartTrigger> builder)
    {
        builder.ToTable("triggers");
        builder.Property(t => t.DefinitionId).HasMaxLength(64);
        builder.Property(t => t.DefinitionVersionId).HasMaxLength(64);
        builder.Property(t => t.ActivityNodeId).HasMaxLength(200);
        builder.Property(t => t.Name).HasMaxLength(64);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.HasIndex(t => new { t.DefinitionId, t.ActivityNodeId }).IsUnique();
        builder.HasIndex(t => new { t.Name, t.Hash });
        builder.HasIndex(t => t.DueAt).HasFilter("due_at IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<PublishApproval> builder)
    {
        builder.ToTable("publish_approvals");
        builder.Ignore(a => a.Stands);
        builder.Property(a => a.DefinitionId).HasMaxLength(64);
        builder.Property(a => a.DefinitionVersionId).HasMaxLength(64);
        builder.Property(a => a.RulesHash).HasMaxLength(64);
        builder.Property(a => a.Note).HasMaxLength(2000);
        builder.HasIndex(a => a.DefinitionVersionId);
    }

    public void Configure(EntityTypeBuilder<PendingStimulus> builder)
    {
        builder.ToTable("pending_stimuli");
        builder.Property(s => s.Name).HasMaxLength(64);
        builder.Property(s => s.Hash).HasMaxLength(64);
        builder.Property(s => s.CorrelationId).HasMaxLength(64);
        builder.HasIndex(s => new { s.Name, s.Hash });
        builder.HasIndex(s => s.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<InstanceSnapshot> builder)
    {
        builder.ToTable("instance_snapshots");
        builder.Ignore(s => s.Terms);
        builder.Property(s => s.Act).HasMaxLength(64);
        builder.HasIndex(s => new { s.DealId, s.LastSeq });
        builder.HasIndex(s => s.TakenAt);
    }

    public void Configure(EntityTypeBuilder<ClockJump> builder)
    {
        builder.ToTable("clock_jumps");
        builder.Property(j => j.Node).HasMaxLength(200);
        builder.Property(j => j.ConfirmedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("counters");
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(64);
    }
}
