using Crm.Domain;
using Crm.Domain.Tasks;

namespace Crm.Web.Features.Settings;

/// <summary>A calendar as it is typed; a midnight at the end is written 00:00.</summary>
internal sealed class CalendarForm
{
    public const int LongestBreak = 366;

    public string Name { get; set; } = "";
    public string? Zone { get; set; }
    public Dictionary<DayOfWeek, List<Span>> Week { get; } = Days.ToDictionary(day => day, _ => new List<Span>());
    public SortedSet<DateOnly> Holidays { get; } = [];
    public SortedDictionary<DateOnly, Span> Extra { get; } = [];

    /// <summary>What the form does not show: extra days with more than one span of hours.</summary>
    private readonly List<ExtraDay> kept = [];

    public static readonly IReadOnlyList<DayOfWeek> Days = [.. Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7))];

    public static CalendarForm New(string name, string zone)
    {
        var form = new CalendarForm { Name = name, Zone = zone };
        form.Take(WorkingCalendar.StandardHours);
        return form;
    }

    public static CalendarForm Of(WorkingCalendar calendar)
    {
        var form = new CalendarForm { Name = calendar.Name, Zone = calendar.TimeZone };
        form.Take(calendar.Hours);
        form.Holidays.UnionWith(calendar.Holidays);
        foreach (var day in calendar.ExtraDays)
        {
            if (day.Hours.Count == 1) form.Extra[day.On] = Span.Of(day.Hours[0]);
            else form.kept.Add(day);
        }
        return form;
    }

    /// <summary>Consecutive holidays as one row: the first and the last day.</summary>
    public IEnumerable<(DateOnly First, DateOnly Last)> Breaks()
    {
        DateOnly? first = null, last = null;
        foreach (var day in Holidays)
        {
            if (last is { } before && day == before.AddDays(1))
            {
                last = day;
                continue;
            }
            if (first is { } begun) yield return (begun, last!.Value);
            (first, last) = (day, day);
        }
        if (first is { } open) yield return (open, last!.Value);
    }

    public bool AddBreak(DateOnly first, DateOnly last)
    {
        if (last < first || last.DayNumber - first.DayNumber >= LongestBreak) return false;
        for (var day = first; day <= last; day = day.AddDays(1)) Holidays.Add(day);
        return true;
    }

    public void RemoveBreak(DateOnly first, DateOnly last) => Holidays.RemoveWhere(day => day >= first && day <= last);

    public StateCalendar State() => new()
    {
        Name = Name,
        TimeZone = Zone ?? "",
        Hours = [.. Week.SelectMany(day => day.Value.Select(span => span.On(day.Key)))],
        Holidays = [.. Holidays],
        ExtraDays = [.. kept, .. Extra.Select(day => new ExtraDay(day.Key, [day.Value.On(day.Key.DayOfWeek)]))],
    };

    private void Take(IReadOnlyList<WorkingHours> hours)
    {
        foreach (var one in hours) Week[one.Day].Add(Span.Of(one));
    }

    /// <summary>From when until when, as typed; nothing where nothing is typed yet.</summary>
    public sealed class Span
    {
        public TimeOnly? From { get; set; } = new TimeOnly(9, 0);
        public TimeOnly? Until { get; set; } = new TimeOnly(18, 0);

        public static Span Of(WorkingHours hours) => new() { From = Clock(hours.FromMinute), Until = Clock(hours.ToMinute % WorkingHours.DayMinutes) };

        /// <summary>Refuses what is missing (GEN-003): the hours of a form are one field.</summary>
        public WorkingHours On(DayOfWeek day) => From is { } from && Until is { } until
            ? new WorkingHours(day, Minute(from), Minute(until) is > 0 and var end ? end : WorkingHours.DayMinutes)
            : throw DomainException.For("GEN-003", "hours", "hours");

        public override string ToString() => $"{From:HH:mm}–{Until:HH:mm}";

        private static int Minute(TimeOnly at) => at.Hour * 60 + at.Minute;

        private static TimeOnly Clock(int minute) => new(minute / 60, minute % 60);
    }
}
