using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Domain.Users;

namespace Crm.Workflows.Runtime;

/// <summary>The company around the deals: its zone, queues, calendars and people, as they stand now. Immutable.</summary>
public sealed record Surroundings
{
    public required TimeZoneInfo TimeZone { get; init; }
    public required WorkingCalendar CompanyCalendar { get; init; }
    public string Currency { get; init; } = "USD";
    public IReadOnlyDictionary<Guid, WorkingCalendar> Calendars { get; init; } = new Dictionary<Guid, WorkingCalendar>();
    public IReadOnlyDictionary<string, TaskQueue> Queues { get; init; } = new Dictionary<string, TaskQueue>();
    public IReadOnlyDictionary<Guid, Unit> Units { get; init; } = new Dictionary<Guid, Unit>();
    public IReadOnlyDictionary<Guid, User> Users { get; init; } = new Dictionary<Guid, User>();

    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZone).DateTime);

    /// <summary>The queue's calendar, else that of the unit or the nearest one above it, else the company's.</summary>
    public WorkingCalendar CalendarFor(Guid? queueId, Guid? unitId)
    {
        var queue = queueId is null ? null : Queues.Values.FirstOrDefault(q => q.Id == queueId);
        if (queue?.CalendarId is { } own && Calendars.TryGetValue(own, out var calendar)) return calendar;
        for (var unit = unitId; unit is { } id && Units.TryGetValue(id, out var found); unit = found.ParentId)
            if (found.CalendarId is { } local && Calendars.TryGetValue(local, out var near)) return near;
        return CompanyCalendar;
    }

    /// <summary>The head of a unit, else of the nearest one above that has an active one.</summary>
    public Guid? HeadOf(Guid? unitId)
    {
        var seen = new HashSet<Guid>();
        for (var unit = unitId; unit is { } id && seen.Add(id) && Units.TryGetValue(id, out var found); unit = found.ParentId)
            if (FindUser(found.HeadId) is { Active: true } head) return head.Id;
        return null;
    }

    public User? FindUser(Guid? id) => id is { } key ? Users.GetValueOrDefault(key) : null;

    public TaskQueue Queue(string code) => Queues.GetValueOrDefault(code) ?? throw new DomainException("GEN-008");
}
