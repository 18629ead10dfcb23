using System.Globalization;
using Crm.Domain.Tasks;
using CsCheck;

namespace Crm.Domain.Tests.Tasks;

public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData("Europe/Moscow", "2026-11-20T16:30+03:00", 8, "2026-11-23T16:30+03:00")]
    [InlineData("Europe/Moscow", "2026-11-21T11:00+03:00", 8, "2026-11-23T18:00+03:00")]
    [InlineData("Europe/Berlin", "2027-03-26T17:00+01:00", 8, "2027-03-29T17:00+02:00")]
    [InlineData("Europe/Berlin", "2026-10-23T17:00+02:00", 8, "2026-10-26T17:00+01:00")]
    public void Only_working_hours_count(string zone, string start, int hours, string due) =>
        Assert.Equal(At(due), WorkingCalendar.Standard("Office", zone).Add(At(start), TimeSpan.FromHours(hours)));

    [Fact]
    public void Holidays_do_not_count()
    {
        var calendar = A.Calendar("Europe/Moscow", holidays: [.. Enumerable.Range(1, 8).Select(d => new DateOnly(2027, 1, d))]);

        Assert.Equal(At("2027-01-11T15:00+03:00"), calendar.Add(At("2026-12-30T15:00+03:00"), TimeSpan.FromHours(16)));
    }

    [Theory]
    [InlineData("2027-03-27T12:00+01:00", "2027-03-28T13:00+02:00")]
    [InlineData("2026-10-24T12:00+02:00", "2026-10-25T11:00+01:00")]
    public void Around_the_clock_a_day_has_24_hours_even_when_clocks_change(string start, string due)
    {
        var calendar = A.Calendar("Europe/Berlin", WorkingCalendar.AroundTheClock);

        Assert.Equal(At(due), calendar.Add(At(start), TimeSpan.FromHours(24)));
    }

    [Fact]
    public void An_hour_that_occurs_twice_counts_twice()
    {
        var calendar = A.Calendar("Europe/Berlin", [WorkingHours.On(DayOfWeek.Sunday, "02:00", "03:00")]);

        Assert.Equal(TimeSpan.FromHours(2), calendar.Between(At("2026-10-25T00:00+02:00"), At("2026-10-25T12:00+01:00")));
    }

    [Fact]
    public void An_hour_that_is_skipped_does_not_count()
    {
        var calendar = A.Calendar("Europe/Berlin", [WorkingHours.On(DayOfWeek.Sunday, "02:00", "04:00")]);

        Assert.Equal(TimeSpan.FromHours(1), calendar.Between(At("2027-03-28T00:00+01:00"), At("2027-03-28T12:00+02:00")));
    }

    [Fact]
    public void An_extra_day_takes_the_place_of_a_holiday()
    {
        var saturday = new DateOnly(2026, 11, 21);
        var calendar = A.Calendar("Europe/Moscow", holidays: [saturday],
            extraDays: [new ExtraDay(saturday, [WorkingHours.On(DayOfWeek.Saturday, "10:00", "14:00")])]);

        Assert.Equal(At("2026-11-21T12:00+03:00"), calendar.Add(At("2026-11-20T18:00+03:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Working_time_between_the_start_and_the_due_time_is_the_duration()
    {
        var calendars = new[]
        {
            WorkingCalendar.Standard("Moscow", "Europe/Moscow"), WorkingCalendar.Standard("Berlin", "Europe/Berlin"),
            A.Calendar("Europe/Berlin", WorkingCalendar.AroundTheClock), A.Calendar("America/Havana", WorkingCalendar.AroundTheClock),
        };
        Gen.Select(Gen.Int[0, calendars.Length - 1], Gen.Int[0, 3 * 365 * 24 * 60], Gen.Int[0, 400 * 60]).Sample((which, minute, working) =>
        {
            var start = At("2026-01-01T00:00Z").AddMinutes(minute);
            var duration = TimeSpan.FromMinutes(working);
            return calendars[which].Between(start, calendars[which].Add(start, duration)) == duration;
        }, iter: 2_000);
    }

    [Fact]
    public void Time_run_backwards_is_negative() =>
        Assert.Equal(TimeSpan.FromHours(-2), WorkingCalendar.Standard("Office", "Europe/Moscow")
            .Between(At("2026-11-20T12:00+03:00"), At("2026-11-20T10:00+03:00")));

    [Fact]
    public void A_calendar_without_working_hours_is_refused() =>
        Assert.Equal("SLA-001", Assert.Throws<DomainException>(() => A.Calendar("Europe/Moscow", [])).Code);

    [Theory]
    [InlineData("Europe/Moskow", "09:00", "13:00")]
    [InlineData("Europe/Moscow", "13:00", "09:00")]
    public void An_unknown_zone_or_a_reversed_interval_is_refused(string zone, string from, string to) =>
        Assert.Equal("GEN-003", Assert.Throws<DomainException>(() => A.Calendar(zone, [WorkingHours.On(DayOfWeek.Monday, from, to)])).Code);

    [Fact]
    public void A_change_makes_a_new_version()
    {
        var calendar = A.Calendar("Europe/Moscow");

        calendar.Change("Office", "Europe/Moscow", [WorkingHours.On(DayOfWeek.Monday, "10:00", "11:00")], [], [], A.Cause(), A.Now);

        Assert.Equal(2, calendar.Version);
        Assert.Equal(TimeSpan.FromHours(1), calendar.Between(At("2026-11-23T00:00+03:00"), At("2026-11-24T00:00+03:00")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
