using System.Data.Common;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Testing;
using Crm.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Xunit;

namespace Crm.Web.Tests.Data;

public sealed class AppendOnlyTests
{
    private const string Id = "01900000-0000-7000-8000-000000000001";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory, OnBothDatabases]
    public async Task A_recorded_fact_is_neither_changed_nor_deleted(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.EmptyAsync(kind);
        await using var context = await Protected(database, cancel);
        var cause = new Cause(Actor.Job("test"), Door.Job, Guid.CreateVersion7());
        var deal = Deal.Open(new Procedure(Guid.CreateVersion7(), Guid.CreateVersion7(), 1, null, "rules",
            new StageFlow { DealType = "plain", Name = new LocalText("Plain", "Простая"), ControlMode = ControlMode.None }),
            "D-1", new Opening("Pumps", Guid.CreateVersion7()), cause, Now);
        var entry = AuditEntry.Of("test.done", "Test", null, new JsonObject(), cause, Now);
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
        await using var database = await TestDatabase.EmptyAsync(kind);
        await using var context = await Protected(database, cancel);
        await Run(context, $"""
            INSERT INTO stage_visits (id, deal_id, stage_code, visit_no, entered_at, recorded_at, entered_by, entered_kind, procedure_version_id,
              rules_hash, result, held_minutes) VALUES ('{Id}', '{Id}', 'offer', 1, 1, 1, '{Id}', 'Forward', '{Id}', 'rules', 'Open', 0)
            """);

        await Refused(context, "UPDATE stage_visits SET entered_at = 2");
        await Refused(context, "UPDATE stage_visits SET stage_code = 'won', left_at = 5");
        await Refused(context, "DELETE FROM stage_visits");
        await Run(context, "UPDATE stage_visits SET left_at = 5, result = 'Passed', working_minutes = 4");
        await Refused(context, "UPDATE stage_visits SET working_minutes = 1");
        await Refused(context, "UPDATE stage_visits SET left_at = NULL");
        await Refused(context, "DELETE FROM stage_visits");
    }

    [Fact]
    public async Task Retention_may_delete_within_its_own_transaction()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.EmptyAsync(DatabaseKind.Postgres);
        await using var context = await Protected(database, cancel);
        context.Add(AuditEntry.Of("test.done", "Test", null, new JsonObject(), new Cause(Actor.Job("test"), Door.Job, Guid.CreateVersion7()), Now));
        await context.SaveChangesAsync(cancel);

        await Run(context, $"BEGIN; SET LOCAL {AppendOnly.RetentionSetting} = 'on'; DELETE FROM audit_entries WHERE kind = 'none'; COMMIT;");
        await Refused(context, "DELETE FROM audit_entries");
        await Run(context, $"BEGIN; SET LOCAL {AppendOnly.RetentionSetting} = 'on'; DELETE FROM audit_entries; COMMIT;");

        Assert.Empty(await context.Set<AuditEntry>().ToListAsync(cancel));
    }

    private static async Task<CrmDbContext> Protected(TestDatabase database, CancellationToken cancel)
    {
        var context = database.Open();
        await context.Database.EnsureCreatedAsync(cancel);
        await Run(context, """
            CREATE TABLE IF NOT EXISTS stage_visits (id varchar(36), deal_id varchar(36), stage_code varchar(64), visit_no int, entered_at bigint,
              recorded_at bigint, entered_by varchar(36), entered_kind varchar(40), potential_at_enter bigint, procedure_version_id varchar(36),
              rules_hash varchar(64), left_at bigint, left_recorded_at bigint, left_by varchar(36), left_kind varchar(40), result varchar(40),
              working_minutes int, calendar_minutes int, held_minutes int, potential_at_leave bigint)
            """);
        var migration = new MigrationBuilder(context.Database.ProviderName);
        AppendOnly.Protect(migration);
        foreach (var operation in migration.Operations.Cast<SqlOperation>()) await Run(context, operation.Sql);
        return context;
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
