using System.Globalization;
using Crm.Web.Security;

namespace Crm.Web.Shared;

/// <summary>Times as the signed-in person reads them: her time zone, her language.</summary>
internal sealed class UserTime(SignedIn signedIn, TimeProvider time)
{
    public const string ZoneClaim = "crm:zone";

    public TimeZoneInfo Zone => field ??= Find(signedIn.Principal.FindFirst(ZoneClaim)?.Value);

    public DateTimeOffset Now => Local(time.GetUtcNow());

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>Date and time, e.g. 24.11.2026 07:05.</summary>
    public string Show(DateTimeOffset? at) => at is { } given ? Local(given).ToString("g", CultureInfo.CurrentCulture) : "—";

    public string ShowDate(DateTimeOffset? at) => at is { } given ? Local(given).ToString("d", CultureInfo.CurrentCulture) : "—";

    public string ShowDate(DateOnly? on) => on?.ToString("d", CultureInfo.CurrentCulture) ?? "—";

    /// <summary>The instant of a wall-clock time that the person typed.</summary>
    public DateTimeOffset At(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone.GetUtcOffset(local));

    private static TimeZoneInfo Find(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
