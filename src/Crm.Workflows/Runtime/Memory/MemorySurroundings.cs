using Crm.Domain.Tasks;
using Crm.Domain.Users;

namespace Crm.Workflows.Runtime.Memory;

/// <summary>The company as its committed records say.</summary>
internal static class MemorySurroundings
{
    public static Surroundings Of(MemoryRecords records)
    {
        var company = records.All<Company>().FirstOrDefault();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(company?.TimeZone ?? "UTC");
        return new()
        {
            TimeZone = zone,
            Currency = company?.ReportCurrency ?? "USD",
            CompanyCalendar = company?.CalendarId is { } id && records.Find<WorkingCalendar>(id) is { } own ? own : WorkingCalendar.Standard("-", zone.Id),
            Calendars = records.All<WorkingCalendar>().ToDictionary(c => c.Id),
            Queues = records.All<TaskQueue>().Where(q => q.Active).ToDictionary(q => q.Code),
            Units = records.All<Unit>().ToDictionary(u => u.Id),
            Users = records.All<User>().ToDictionary(u => u.Id),
        };
    }
}
