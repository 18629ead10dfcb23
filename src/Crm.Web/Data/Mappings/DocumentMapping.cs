using Crm.Domain.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class DocumentMapping : IEntityTypeConfiguration<SalesDocument>, IEntityTypeConfiguration<DocumentLine>, IEntityTypeConfiguration<Approval>,
    IEntityTypeConfiguration<FileContent>, IEntityTypeConfiguration<FileAttachment>
{
    public void Configure(EntityTypeBuilder<SalesDocument> builder)
    {
        builder.ToTable("sales_documents");
        builder.Property(d => d.Number).HasMaxLength(60);
        // "on" is a word of SQL: reports would have to quote it.
        builder.Property(d => d.On).HasColumnName("dated_on");
        builder.Property(d => d.Currency).HasMaxLength(3);
        builder.Property(d => d.ContentHash).HasMaxLength(64);
        builder.Property(d => d.SignedFileSha256).HasMaxLength(64);
        builder.Property(d => d.WithdrawalReason).HasMaxLength(500);
        builder.Property(d => d.ExternalKey).HasMaxLength(100);
        builder.Property(d => d.MaxDiscountPct).HasPrecision(5, 2);
        builder.HasMany(d => d.Lines).WithOne().HasForeignKey(line => line.DocumentId);
        builder.Navigation(d => d.Lines).HasField("lines").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(d => d.DealId);
        builder.HasIndex(d => new { d.CustomerId, d.On });
        builder.HasIndex(d => new { d.Kind, d.Status, d.On });
        builder.HasIndex(d => d.Number);
        builder.HasIndex(d => d.BasedOnId);
        builder.HasIndex(d => d.ExternalKey).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DocumentLine> builder)
    {
        builder.ToTable("document_lines");
        builder.Property(l => l.DiscountPct).HasPrecision(5, 2);
        builder.Property(l => l.VatPct).HasPrecision(5, 2);
        builder.Property(l => l.Note).HasMaxLength(500);
        builder.HasIndex(l => new { l.DocumentId, l.LineNo });
        builder.HasIndex(l => l.ProductId);
    }

    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("approvals");
        builder.Property(a => a.Kind).HasMaxLength(60);
        builder.Property(a => a.ContentHash).HasMaxLength(64);
        builder.Property(a => a.RequestNote).HasMaxLength(2000);
        builder.Property(a => a.Note).HasMaxLength(2000);
        builder.HasIndex(a => a.DealId);
        builder.HasIndex(a => a.SubjectDocumentId);
        builder.HasIndex(a => a.TaskId);
        builder.HasIndex(a => new { a.State, a.ApproverId });
    }

    public void Configure(EntityTypeBuilder<FileContent> builder)
    {
        builder.ToTable("file_contents");
        builder.HasKey(f => f.Sha256);
        builder.Property(f => f.Sha256).HasMaxLength(64).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<FileAttachment> builder)
    {
        builder.ToTable("file_attachments");
        builder.Property(f => f.SubjectKind).HasMaxLength(40);
        builder.Property(f => f.Name).HasMaxLength(255);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.Property(f => f.MediaType).HasMaxLength(100);
        builder.HasIndex(f => f.SubjectId);
        builder.HasIndex(f => f.DealId);
        builder.HasIndex(f => f.Sha256);
    }
}
