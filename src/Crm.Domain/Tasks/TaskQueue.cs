namespace Crm.Domain.Tasks;

/// <summary>A list of work that several people empty.</summary>
public sealed class TaskQueue : Entity
{
    public string Code { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string NameRu { get; private set; } = "";
    public Guid? HeadId { get; private set; }
    public Guid? CalendarId { get; private set; }
    public List<Guid> MemberIds { get; private set; } = [];
    public bool Active { get; private set; }

    private TaskQueue() { }

    public static TaskQueue Add(string code, LocalText name, DateTimeOffset now)
    {
        Check(code, name);
        return new() { Id = Guid.CreateVersion7(), Code = code, NameEn = name.En, NameRu = name.Ru, Active = true, CreatedAt = now };
    }

    public LocalText Name => new(NameEn, NameRu);

    public void Change(LocalText name, Guid? headId, Guid? calendarId, IEnumerable<Guid> memberIds)
    {
        Check(Code, name);
        NameEn = name.En;
        NameRu = name.Ru;
        HeadId = headId;
        CalendarId = calendarId;
        MemberIds = [.. memberIds.Distinct()];
    }

    private static void Check(string code, LocalText name)
    {
        var checks = new Checks();
        checks.Text(code, 64, "code");
        checks.Text(name.En, 120, "nameEn");
        checks.Text(name.Ru, 120, "nameRu");
        checks.Throw();
    }
}
