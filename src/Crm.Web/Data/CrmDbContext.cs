using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Web.Security;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data;

/// <summary>One model on two databases; the sealed contexts differ only in their migrations.</summary>
internal abstract class CrmDbContext : IdentityUserContext<Account, Guid>, IDataProtectionKeyContext
{
    protected CrmDbContext(DbContextOptions options) : base(options)
    {
        // One act is one transaction: a save point around each save would only add statements.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Prepare();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Prepare();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<decimal>().HavePrecision(18, 6);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CrmDbContext).Assembly);
        foreach (var type in builder.Model.GetEntityTypes())
        {
            // Keys are made by their owner; otherwise a new row on a tracked aggregate is sent as an update.
            foreach (var key in type.FindPrimaryKey()?.Properties.Where(p => p.ClrType == typeof(Guid)) ?? [])
                key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            if (type.FindProperty(nameof(Entity.Revision)) is { } revision && revision.ClrType == typeof(long))
                revision.IsConcurrencyToken = true;
        }
    }

    private void Prepare()
    {
        ChangeTracker.DetectChanges();
        WriteRecords();
        CountRevisions();
    }

    /// <summary>What entities say about their changes is stored in the transaction of the change, whoever saves.</summary>
    private void WriteRecords()
    {
        foreach (var entity in ChangeTracker.Entries<AuditedEntity>().Select(entry => entry.Entity).ToList())
        {
            var (entries, texts) = entity.TakeRecords();
            AddRange(entries);
            AddRange(texts);
        }
    }

    private void CountRevisions()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified)
                || entry.Metadata.FindProperty(nameof(Entity.Revision)) is not { } property || property.ClrType != typeof(long))
                continue;
            var revision = entry.Property(property);
            revision.CurrentValue = entry.State is EntityState.Added ? 1L : (long)revision.OriginalValue! + 1;
        }
    }
}
