namespace Crm.Web.Shared;

/// <summary>Time zones by the names that everybody uses: region and city.</summary>
internal static class TimeZones
{
    public static readonly IReadOnlyList<string> All =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
