using Microsoft.EntityFrameworkCore;

namespace Crm.Architecture.Tests.Violations.Migrations;

/// <summary>A table that no migration makes.</summary>
internal sealed class ForgetfulDbContext(DbContextOptions<ForgetfulDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<LostRow>().HasKey(row => row.Id);

    internal sealed record LostRow(Guid Id);
}
