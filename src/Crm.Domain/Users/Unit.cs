using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Users;

/// <summary>A department. Its head sees the deals of the unit and of all units below.</summary>
public sealed class Unit : AuditedEntity
{
    public string Name { get; private set; } = "";
    public Guid? ParentId { get; private set; }
    public Guid? HeadId { get; private set; }
    public Guid? CalendarId { get; private set; }

    private Unit() { }

    public static Unit Add(string name, Guid? parentId, Guid? headId, Guid? calendarId, Cause cause, DateTimeOffset at)
    {
        var unit = new Unit { Name = Checked(name), ParentId = parentId, HeadId = headId, CalendarId = calendarId };
        unit.Born(cause, at);
        unit.Happened("unit.added", new Facts().With("name", unit.Name).With("parentId", parentId).With("headId", headId), cause, at);
        return unit;
    }

    public void Change(string name, Guid? headId, Guid? calendarId, Cause cause, DateTimeOffset at)
    {
        name = Checked(name);
        var changes = new Changes().Value("name", Name, name).Value("headId", HeadId, headId).Value("calendarId", CalendarId, calendarId);
        (Name, HeadId, CalendarId) = (name, headId, calendarId);
        if (changes.Any) Happened("unit.changed", changes.Facts, cause, at);
    }

    public void MoveUnder(Guid? parentId, UnitTree tree, Cause cause, DateTimeOffset at)
    {
        if (parentId is { } parent && (parent == Id || tree.WithUnitsBelow(Id).Contains(parent)))
            throw new DomainException([new Refusal("GEN-003", nameof(ParentId))
            {
                Field = nameof(ParentId),
                Text = new LocalText("A unit cannot be below itself", "Подразделение не может подчиняться самому себе"),
            }]);
        var changes = new Changes().Value("parentId", ParentId, parentId);
        ParentId = parentId;
        if (changes.Any) Happened("unit.moved", changes.Facts, cause, at);
    }

    private static string Checked(string name)
    {
        var checks = new Checks();
        name = checks.Text(name, 120, nameof(Name));
        checks.Throw();
        return name;
    }
}
