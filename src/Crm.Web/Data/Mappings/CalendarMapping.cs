using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Web.Data.Mappings;

internal sealed class CalendarMapping : IEntityTypeConfiguration<WorkingCalendar>, IEntityTypeConfiguration<ExchangeRate>
{
    public void Configure(EntityTypeBuilder<WorkingCalendar> builder)
    {
        builder.ToTable("working_calendars");
        builder.Property(c => c.Name).HasMaxLength(120);
        builder.Property(c => c.TimeZone).HasMaxLength(64);
        builder.Property(c => c.Hours).AsJson();
        builder.Property(c => c.Holidays).AsJson();
        builder.Property(c => c.ExtraDays).AsJson();
    }

    public void Configure(EntityTypeBuilder<ExchangeRate> builder)
    {
        builder.ToTable("exchange_rates");
        builder.Property(r => r.Currency).HasMaxLength(3);
        builder.HasIndex(r => new { r.Currency, r.FromOn }).IsUnique();
    }
}
