using System.Globalization;

namespace Crm.Domain.Tasks;

/// <summary>One working interval of a weekday, in minutes from local midnight; 1440 is the next midnight.</summary>
public sealed record WorkingHours(DayOfWeek Day, int FromMinute, int ToMinute)
{
    public const int DayMinutes = 24 * 60;

    public static WorkingHours On(DayOfWeek day, string from, string to) => new(day, Minute(from), Minute(to));

    public bool IsSound => FromMinute >= 0 && FromMinute < ToMinute && ToMinute <= DayMinutes;

    public override string ToString() => $"{Day} {Clock(FromMinute)}-{Clock(ToMinute)}";

    private static int Minute(string clock)
    {
        var colon = clock.IndexOf(':');
        return int.Parse(clock.AsSpan(0, colon), CultureInfo.InvariantCulture) * 60 + int.Parse(clock.AsSpan(colon + 1), CultureInfo.InvariantCulture);
    }

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
