using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Users;

/// <summary>The one company of this installation: where "today" and the report currency come from.</summary>
public sealed class Company : AuditedEntity
{
    public static readonly Guid SoleId = new("01900000-0000-7000-8000-000000000001");

    public string Name { get; private set; } = "";
    public string TimeZone { get; private set; } = "Etc/UTC";
    public string ReportCurrency { get; private set; } = "EUR";
    public Guid? CalendarId { get; private set; }

    private Company() { }

    public static Company Found(string name, string timeZone, string reportCurrency, Guid? calendarId, Cause cause, DateTimeOffset at)
    {
        var company = new Company();
        company.Take(name, timeZone, reportCurrency, calendarId);
        company.Born(cause, at);
        company.Id = SoleId;
        company.Happened("company.founded", new Facts().With("name", name).With("timeZone", timeZone).With("reportCurrency", reportCurrency), cause, at);
        return company;
    }

    public void Change(string name, string timeZone, string reportCurrency, Guid? calendarId, Cause cause, DateTimeOffset at)
    {
        var (oldName, oldZone, oldCurrency, oldCalendar) = (Name, TimeZone, ReportCurrency, CalendarId);
        Take(name, timeZone, reportCurrency, calendarId);
        var changes = new Changes().Value("name", oldName, Name).Value("timeZone", oldZone, TimeZone)
            .Value("reportCurrency", oldCurrency, ReportCurrency).Value("calendarId", oldCalendar, CalendarId);
        if (changes.Any) Happened("company.changed", changes.Facts, cause, at);
    }

    public DateOnly Today(DateTimeOffset now) => DateOf(now);

    /// <summary>The date of an instant in the company's time zone.</summary>
    public DateOnly DateOf(DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    private void Take(string name, string timeZone, string reportCurrency, Guid? calendarId)
    {
        var checks = new Checks();
        name = checks.Text(name, 200, nameof(Name));
        reportCurrency = checks.Currency(reportCurrency, nameof(ReportCurrency));
        checks.That(TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _), "GEN-003", nameof(TimeZone), nameof(TimeZone));
        checks.Throw();
        (Name, TimeZone, ReportCurrency, CalendarId) = (name, timeZone, reportCurrency, calendarId);
    }
}
