using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Tasks;

/// <summary>Working hours of a company, unit or queue in one time zone (F-28).</summary>
public sealed partial class WorkingCalendar : AuditedEntity
{
    public string Name { get; private set; } = "";

    /// <summary>IANA name, e.g. Europe/Berlin.</summary>
    public string TimeZone { get; private set; } = "";
    public IReadOnlyList<WorkingHours> Hours { get; private set; } = [];
    public IReadOnlyList<DateOnly> Holidays { get; private set; } = [];
    public IReadOnlyList<ExtraDay> ExtraDays { get; private set; } = [];

    /// <summary>Stored with every due time that was computed from this calendar.</summary>
    public int Version { get; private set; } = 1;

    private WorkingCalendar() { }

    public static WorkingCalendar Create(string name, string timeZone, IReadOnlyList<WorkingHours> hours, IReadOnlyList<DateOnly> holidays,
        IReadOnlyList<ExtraDay> extraDays, Cause cause, DateTimeOffset at)
    {
        var calendar = new WorkingCalendar();
        calendar.Take(name, timeZone, hours, holidays, extraDays);
        calendar.Born(cause, at);
        calendar.Happened("calendar.created", calendar.Facts(), cause, at);
        return calendar;
    }

    /// <summary>Monday to Friday, 9–13 and 14–18.</summary>
    public static WorkingCalendar Standard(string name, string timeZone)
    {
        var calendar = new WorkingCalendar { Id = Guid.CreateVersion7() };
        calendar.Take(name, timeZone, StandardHours, [], []);
        return calendar;
    }

    public static readonly IReadOnlyList<WorkingHours> StandardHours =
    [
        .. Enumerable.Range((int)DayOfWeek.Monday, 5).SelectMany(day => new[]
        {
            WorkingHours.On((DayOfWeek)day, "09:00", "13:00"),
            WorkingHours.On((DayOfWeek)day, "14:00", "18:00"),
        }),
    ];

    public static readonly IReadOnlyList<WorkingHours> AroundTheClock =
        [.. Enum.GetValues<DayOfWeek>().Select(day => new WorkingHours(day, 0, WorkingHours.DayMinutes))];

    /// <summary>Due times already stored keep the version they were computed with.</summary>
    public void Change(string name, string timeZone, IReadOnlyList<WorkingHours> hours, IReadOnlyList<DateOnly> holidays,
        IReadOnlyList<ExtraDay> extraDays, Cause cause, DateTimeOffset at)
    {
        Take(name, timeZone, hours, holidays, extraDays);
        Version++;
        Happened("calendar.changed", Facts(), cause, at);
    }

    private void Take(string name, string timeZone, IReadOnlyList<WorkingHours> hours, IReadOnlyList<DateOnly> holidays, IReadOnlyList<ExtraDay> extraDays)
    {
        var checks = new Checks();
        name = checks.Text(name, 120, nameof(Name));
        checks.That(TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _), "GEN-003", nameof(TimeZone), nameof(TimeZone));
        checks.That(hours.Count > 0, "SLA-001", nameof(Hours));
        checks.That(AreSound(hours), "GEN-003", nameof(Hours), nameof(Hours));
        checks.That(extraDays.All(day => AreSound([.. day.Hours.Select(h => h with { Day = day.On.DayOfWeek })])), "GEN-003", nameof(ExtraDays), nameof(ExtraDays));
        checks.That(extraDays.DistinctBy(day => day.On).Count() == extraDays.Count, "GEN-003", nameof(ExtraDays), nameof(ExtraDays));
        foreach (var on in holidays.Concat(extraDays.Select(day => day.On))) checks.Date(on, nameof(Holidays));
        checks.Throw();

        Name = name;
        TimeZone = timeZone;
        Hours = [.. hours.OrderBy(h => h.Day).ThenBy(h => h.FromMinute)];
        Holidays = [.. holidays.Distinct().Order()];
        ExtraDays = [.. extraDays.OrderBy(day => day.On)];
        week = null;
    }

    private static bool AreSound(IReadOnlyList<WorkingHours> hours) =>
        hours.All(h => h.IsSound) && hours.GroupBy(h => h.Day).All(day =>
            day.OrderBy(h => h.FromMinute).Zip(day.OrderBy(h => h.FromMinute).Skip(1)).All(pair => pair.First.ToMinute <= pair.Second.FromMinute));

    private Facts Facts() => new Facts().With("name", Name).With("timeZone", TimeZone).With("version", Version)
        .With("hours", string.Join("; ", Hours)).With("holidays", string.Join(' ', Holidays.Select(d => d.ToString("yyyy-MM-dd"))))
        .With("extraDays", string.Join(' ', ExtraDays.Select(d => d.On.ToString("yyyy-MM-dd"))));
}
