using System.Data.Common;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Testing;
using Crm.Web.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Data;

public sealed class AppendOnlyTests
{
    private static readonly Cause ByJob = new(Actor.Job("test"), Door.Job, Guid.CreateVersion7());
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory, OnBothDatabases]
    public async Task A_recorded_fact_is_neither_changed_nor_deleted(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var deal = Opened();
        var entry = AuditEntry.Of("test.done", "Test", null, new JsonObject(), ByJob, Now);
        context.AddRange(deal.NewEvents);
        context.Add(entry);
        await context.SaveChangesAsync(cancel);
        context.Add(AuditSeal.Of(null, [entry], [(deal.Id, deal.LastHash)], Now));
        await context.SaveChangesAsync(cancel);

        foreach (var table in (string[])["deal_events", "audit_entries", "audit_seals"])
        {
            Assert.Contains("append-only", await Refused(context, $"DELETE FROM {table}"), StringComparison.Ordinal);
            Assert.Contains("append-only", await Refused(context, $"UPDATE {table} SET {(table == "audit_seals" ? "deal_count = 0" : "kind = 'x'")}"), StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task An_open_stay_is_only_left_and_a_closed_one_stays(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var deal = Opened();
        context.Add(deal);
        await context.SaveChangesAsync(cancel);
        var id = database.Kind is DatabaseKind.Sqlite ? deal.Id.ToString().ToUpperInvariant() : deal.Id.ToString();
        await Run(context, $"""
            INSERT INTO stage_visits (id, deal_id, stage_code, visit_no, entered_at, recorded_at, entered_by, entered_kind, procedure_version_id,
              rules_hash, result, held_minutes) VALUES ('{id}', '{id}', 'offer', 1, 1, 1, '{id}', 'Forward', '{id}', 'rules', 'Open', 0)
            """);

        await Refused(context, "UPDATE stage_visits SET entered_at = 2");
        await Refused(context, "UPDATE stage_visits SET stage_code = 'won', left_at = 5");
        await Refused(context, "DELETE FROM stage_visits");
        await Run(context, "UPDATE stage_visits SET left_at = 5, result = 'Passed', working_minutes = 4");
        await Refused(context, "UPDATE stage_visits SET working_minutes = 1");
        await Refused(context, "UPDATE stage_visits SET left_at = NULL");
        await Refused(context, "DELETE FROM stage_visits");
    }

    [Theory, OnBothDatabases]
    public async Task What_a_gate_said_stays_and_what_became_of_it_is_noted_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var id = Guid.CreateVersion7().ToString();
        await Run(context, $"""
            INSERT INTO gate_evaluations (id, deal_id, visit_no, stage_code, gate_code, severity, result, confirmed, at, actor_id, act, rules_hash, inputs, evidence)
            VALUES ('{id}', '{id}', 1, 'offer', 'G1', 'Block', 'Passed', {(kind is DatabaseKind.Sqlite ? "0" : "false")}, 1, '{id}', '{id}', 'rules', 'none', 'none')
            """);

        foreach (var change in (string[])["result = 'Failed'", "inputs = 'x'", "evidence = 'x'", "at = 2", "gate_code = 'G2', withdrawn_at = 5"])
            Assert.Contains("append-only", await Refused(context, $"UPDATE gate_evaluations SET {change}"), StringComparison.Ordinal);
        await Refused(context, "DELETE FROM gate_evaluations");
        await Run(context, "UPDATE gate_evaluations SET withdrawn_at = 5, withdrawn_seq = 7");
        await Run(context, "UPDATE gate_evaluations SET undone_at = 6");
        await Refused(context, "UPDATE gate_evaluations SET withdrawn_at = NULL");
        await Refused(context, "UPDATE gate_evaluations SET undone_at = 8");
    }

    [Theory, OnBothDatabases]
    public async Task An_exception_is_decided_once_and_stays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var id = Guid.CreateVersion7().ToString();
        await Run(context, $"""
            INSERT INTO overrides (id, revision, created_at, deal_id, code, visit_no, reason, requested_by, requested_at, expires_at, state)
            VALUES ('{id}', 1, 1, '{id}', 'G1', 1, 'Agreed', '{id}', 1, 9, 'Requested')
            """);

        await Refused(context, "UPDATE overrides SET reason = 'Another'");
        await Refused(context, "DELETE FROM overrides");
        await Run(context, $"UPDATE overrides SET state = 'Granted', decided_by = '{id}', decided_at = 5, revision = 2");
        await Refused(context, "UPDATE overrides SET state = 'Rejected'");
        await Refused(context, "UPDATE overrides SET decided_by = NULL");
    }

    [Fact]
    public async Task Retention_may_delete_within_its_own_transaction()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var context = database.Open();
        context.Add(AuditEntry.Of("test.done", "Test", null, new JsonObject(), ByJob, Now));
        await context.SaveChangesAsync(cancel);

        await Run(context, $"BEGIN; SET LOCAL {AppendOnly.RetentionSetting} = 'on'; DELETE FROM audit_entries WHERE kind = 'none'; COMMIT;");
        await Refused(context, "DELETE FROM audit_entries");
        await Run(context, $"BEGIN; SET LOCAL {AppendOnly.RetentionSetting} = 'on'; DELETE FROM audit_entries; COMMIT;");

        Assert.Empty(await context.Set<AuditEntry>().ToListAsync(cancel));
    }

    private static Deal Opened()
    {
        var flow = new StageFlow { DealType = "plain", Name = new LocalText("Plain", "Простая"), ControlMode = ControlMode.None };
        var procedure = new Procedure(Guid.CreateVersion7(), Guid.CreateVersion7(), 1, null, "rules", flow);
        return Deal.Open(procedure, "D-1", new Opening("Pumps", Guid.CreateVersion7()), ByJob, Now);
    }

    private static async Task<string> Refused(CrmDbContext context, string sql) =>
        (await Assert.ThrowsAnyAsync<DbException>(() => Run(context, sql))).Message;

    private static async Task Run(CrmDbContext context, string sql)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
