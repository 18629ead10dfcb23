using System.Runtime.CompilerServices;
using Crm.Domain;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Import;

/// <summary>Agents and their managers: each manager heads a unit of her own below the unit of the regional office. Nobody can sign in yet.</summary>
internal sealed class PeopleImport(CsvSheet sheet, ImportKnown known, ImportFindings findings)
{
    private readonly ImportTally tally = sheet.Tally;
    private sealed record Row(string Agent, string Manager, string Office);

    public HashSet<string> Agents { get; } = [];

    public async Task Check(CancellationToken cancellation)
    {
        await foreach (var row in Parsed(findings, cancellation))
        {
            tally.Imported++;
            known.Users.TryAdd(ImportKnown.LoginOf(row.Manager), Guid.Empty);
            known.Users[ImportKnown.LoginOf(row.Agent)] = Guid.Empty;
        }
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        Agents.Clear();
        using var quiet = new ImportFindings();
        await writer.Write(Parsed(quiet, cancellation), Subject.None, "user.import", tally, Add, null, cancellation);
    }

    private async IAsyncEnumerable<Row> Parsed(ImportFindings found, [EnumeratorCancellation] CancellationToken cancellation)
    {
        tally.Restart();
        await foreach (var line in sheet.Rows(cancellation))
        {
            tally.Read++;
            if (Problem(line) is { } problem)
            {
                found.Refuse(sheet, line, problem);
                continue;
            }
            var (agent, manager, office) = (line["agent"]!, line["manager"]!, line["office"]!);
            if (!Agents.Add(agent)) found.Refuse(sheet, line, RowFault.Twice(agent));
            else if (known.Users.TryGetValue(ImportKnown.LoginOf(agent), out var id) && id != Guid.Empty) tally.There++;
            else yield return new Row(agent, manager, office);
        }
    }

    private static Refusal? Problem(CsvRow line)
    {
        if (!line.IsWhole) return RowFault.Torn;
        foreach (var (field, most) in new[] { ("agent", 64), ("manager", 64), ("office", 120) })
        {
            if (line[field] is not { } value) return RowFault.Missing(line.Column(field));
            if (value.Length > most) return RowFault.TooLong(line.Column(field), most);
        }
        return null;
    }

    private Task Add(CommandScope scope, Row row)
    {
        var unit = UnitOf(scope, row);
        var login = ImportKnown.LoginOf(row.Agent);
        known.Users[login] = scope.Add(Invite(scope, row.Agent, Role.SalesManager, unit.Id)).Id;
        return Task.CompletedTask;
    }

    private Unit UnitOf(CommandScope scope, Row row)
    {
        var office = known.Units.Find(u => u.ParentId is null && u.Name == row.Office) ?? Keep(scope, Unit.Add(row.Office, null, null, null, scope.Cause, scope.Now));
        var login = ImportKnown.LoginOf(row.Manager);
        var head = known.Users.GetValueOrDefault(login);
        if (known.Units.Find(u => u.ParentId == office.Id && u.HeadId == head && head != Guid.Empty) is { } led) return led;
        if (head != Guid.Empty) return Keep(scope, Unit.Add(row.Manager, office.Id, head, null, scope.Cause, scope.Now));
        var manager = Invite(scope, row.Manager, Role.SalesHead, null);
        var unit = Keep(scope, Unit.Add(row.Manager, office.Id, manager.Id, null, scope.Cause, scope.Now));
        manager.MoveTo(unit.Id, scope.Cause, scope.Now);
        known.Users[login] = scope.Add(manager).Id;
        return unit;
    }

    private static User Invite(CommandScope scope, string name, Role role, Guid? unitId) =>
        User.Invite(name, ImportKnown.LoginOf(name), null, [role], unitId, "en", scope.Around.TimeZone.Id, scope.Cause, scope.Now);

    private Unit Keep(CommandScope scope, Unit unit)
    {
        known.Units.Add(unit);
        return scope.Add(unit);
    }
}
