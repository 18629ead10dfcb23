using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crm.Web.Data;

/// <summary>SQLite has no instant type: without this, ordering by a time throws there and loses ticks elsewhere.</summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
    time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
