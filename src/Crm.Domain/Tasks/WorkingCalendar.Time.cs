namespace Crm.Domain.Tasks;

public sealed partial class WorkingCalendar
{
    private TimeZoneInfo? zone;
    private ILookup<DayOfWeek, WorkingHours>? week;
    private HashSet<DateOnly>? freeDays;
    private Dictionary<DateOnly, IReadOnlyList<WorkingHours>>? ownDays;

    /// <summary>The instant (UTC) at which <paramref name="working"/> of working time has passed since <paramref name="start"/>.
    /// A duration that ends exactly at the end of an interval is due at that end.</summary>
    public DateTimeOffset Add(DateTimeOffset start, TimeSpan working)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(working, TimeSpan.Zero);
        var left = working;
        if (left == TimeSpan.Zero) return start.ToUniversalTime();
        foreach (var (from, to) in IntervalsAfter(start))
        {
            if (left <= to - from) return from + left;
            left -= to - from;
        }
        throw new DomainException("SLA-001");
    }

    /// <summary>Working time between two instants; negative when the second is the earlier one.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from) return -Between(to, from);
        var sum = TimeSpan.Zero;
        foreach (var interval in IntervalsAfter(from))
        {
            if (interval.From >= to) break;
            sum += (interval.To < to ? interval.To : to.ToUniversalTime()) - interval.From;
        }
        return sum;
    }

    public bool IsWorking(DateTimeOffset at) => IntervalsAfter(at).First().From <= at;

    /// <summary>The local date of an instant in this calendar's zone.</summary>
    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    private TimeZoneInfo Zone => zone?.Id == TimeZone ? zone : zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Working intervals in UTC from an instant on, in order, never overlapping.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> IntervalsAfter(DateTimeOffset start)
    {
        Prepare();
        var cursor = start.ToUniversalTime();
        // The hours of the day before may reach into this day where clocks change at midnight.
        for (var day = DateOf(start).AddDays(-1); day <= Checks.Latest; day = day.AddDays(1))
        {
            foreach (var hours in HoursOf(day))
            {
                var from = Instant(day, hours.FromMinute, first: true);
                var to = Instant(day, hours.ToMinute, first: false);
                if (from < cursor) from = cursor;
                if (to <= from) continue;
                cursor = to;
                yield return (from, to);
            }
        }
    }

    private IEnumerable<WorkingHours> HoursOf(DateOnly day) =>
        ownDays!.TryGetValue(day, out var own) ? own : freeDays!.Contains(day) ? [] : week![day.DayOfWeek];

    /// <summary>A local time of day in UTC. When clocks go back the hour occurs twice: work begins in the first and ends in the second.
    /// When they go forward the missing time is the instant of the change.</summary>
    private DateTimeOffset Instant(DateOnly day, int minute, bool first)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        if (Zone.IsInvalidTime(local)) return EndOfGap(local);
        if (!Zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
        var offsets = Zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, first ? offsets.Max() : offsets.Min()).ToUniversalTime();
    }

    private DateTimeOffset EndOfGap(DateTime local)
    {
        do local = local.AddMinutes(1);
        while (Zone.IsInvalidTime(local));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private void Prepare()
    {
        if (week is not null) return;
        freeDays = [.. Holidays];
        ownDays = ExtraDays.ToDictionary(day => day.On, day => (IReadOnlyList<WorkingHours>)[.. day.Hours.OrderBy(h => h.FromMinute)]);
        week = Hours.OrderBy(h => h.FromMinute).ToLookup(h => h.Day);
    }
}
