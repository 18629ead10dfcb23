using Microsoft.EntityFrameworkCore.Migrations;

namespace Crm.Web.Data;

/// <summary>
/// Makes the database itself refuse to rewrite history. Repeat it in any later migration that rebuilds one of the tables
/// on SQLite: a rebuild drops the triggers.
/// </summary>
internal static class AppendOnly
{
    /// <summary>On PostgreSQL the retention procedure sets this to "on" inside its transaction (SET LOCAL).</summary>
    public const string RetentionSetting = "crm.retention";

    private static readonly string[] Facts = ["deal_events", "audit_entries", "audit_seals"];

    private static readonly string[] EnteringColumns =
    [
        "id", "deal_id", "stage_code", "visit_no", "entered_at", "recorded_at", "entered_by", "entered_kind", "potential_at_enter",
        "procedure_version_id", "rules_hash",
    ];

    // What a version says; its flags, and whether its triggers are in the index, may change.
    private static readonly string[] PublishedColumns =
    [
        "id", "definition_id", "version", "name", "text", "content_hash", "created_at", "created_by", "published_at", "published_by", "change_note",
    ];

    // What a gate said; what became of its evidence and of the act is noted once.
    private static readonly string[] SaidColumns =
    [
        "id", "deal_id", "visit_no", "stage_code", "gate_code", "severity", "result", "confirmed", "at", "actor_id", "on_behalf_of", "act", "rules_hash",
        "inputs", "evidence",
    ];

    private static readonly string[] AskedColumns =
        ["id", "deal_id", "code", "stage_code", "visit_no", "reason", "requested_by", "requested_at", "role", "expires_at"];

    /// <summary>What gates said and the exceptions that were asked for; their tables are younger than the others.</summary>
    public static void ProtectGates(MigrationBuilder migration)
    {
        var isPostgres = migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";
        var unlike = isPostgres ? "IS DISTINCT FROM" : "IS NOT";
        foreach (var (table, when) in new[]
        {
            ("gate_evaluations", $"{Changed(SaidColumns)} OR (OLD.withdrawn_at IS NOT NULL AND ({Changed(["withdrawn_at", "withdrawn_by", "withdrawn_seq"])}))"
                + $" OR (OLD.undone_at IS NOT NULL AND {Changed(["undone_at"])})"),
            ("overrides", $"{Changed(AskedColumns)} OR (OLD.state <> 'Requested' AND ({Changed(["state", "decided_by", "decided_at", "decided_on_behalf_of"])}))"),
        })
        {
            migration.Sql(isPostgres ? PostgresTrigger(table, "update", "UPDATE", "ROW", when) : SqliteTrigger(table, "update", "UPDATE", when));
            migration.Sql(isPostgres ? PostgresTrigger(table, "delete", "DELETE", "ROW", null) : SqliteTrigger(table, "delete", "DELETE", null));
            if (isPostgres) migration.Sql(PostgresTrigger(table, "truncate", "TRUNCATE", "STATEMENT", null));
        }

        string Changed(string[] columns) => string.Join(" OR ", columns.Select(column => $"OLD.{column} {unlike} NEW.{column}"));
    }

    /// <param name="definitions">Published definitions too; they can tell that they are since a later migration.</param>
    public static void Protect(MigrationBuilder migration, bool definitions = false)
    {
        var isPostgres = migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";
        foreach (var statement in isPostgres ? Postgres() : Sqlite()) migration.Sql(statement);
        if (!definitions) return;
        foreach (var statement in isPostgres ? PostgresDefinitions() : SqliteDefinitions()) migration.Sql(statement);
    }

    private static IEnumerable<string> Sqlite()
    {
        foreach (var table in Facts)
        {
            yield return SqliteTrigger(table, "update", "UPDATE", null);
            yield return SqliteTrigger(table, "delete", "DELETE", null);
        }
        yield return SqliteTrigger("stage_visits", "delete", "DELETE", null);
        yield return SqliteTrigger("stage_visits", "update", "UPDATE",
            $"OLD.left_at IS NOT NULL OR {string.Join(" OR ", EnteringColumns.Select(column => $"OLD.{column} IS NOT NEW.{column}"))}");
    }

    private static IEnumerable<string> SqliteDefinitions()
    {
        yield return SqliteTrigger("workflow_definitions", "delete", "DELETE", "OLD.published_at IS NOT NULL");
        yield return SqliteTrigger("workflow_definitions", "update", "UPDATE",
            $"OLD.published_at IS NOT NULL AND ({string.Join(" OR ", PublishedColumns.Select(column => $"OLD.{column} IS NOT NEW.{column}"))})");
    }

    private static IEnumerable<string> PostgresDefinitions()
    {
        yield return PostgresTrigger("workflow_definitions", "delete", "DELETE", "ROW", "OLD.published_at IS NOT NULL");
        yield return PostgresTrigger("workflow_definitions", "truncate", "TRUNCATE", "STATEMENT", null);
        yield return PostgresTrigger("workflow_definitions", "update", "UPDATE", "ROW",
            $"OLD.published_at IS NOT NULL AND ({string.Join(" OR ", PublishedColumns.Select(column => $"OLD.{column} IS DISTINCT FROM NEW.{column}"))})");
    }

    private static string SqliteTrigger(string table, string name, string act, string? when) => $"""
        DROP TRIGGER IF EXISTS {table}_refuse_{name};
        CREATE TRIGGER {table}_refuse_{name} BEFORE {act} ON {table} FOR EACH ROW {(when is null ? "" : $"WHEN {when}")}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        """;

    private static IEnumerable<string> Postgres()
    {
        yield return $"""
            CREATE OR REPLACE FUNCTION crm_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
              IF coalesce(current_setting('{RetentionSetting}', true), '') <> 'on' THEN
                RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
              END IF;
              IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
              RETURN NEW;
            END $body$;
            """;
        foreach (var table in Facts)
        {
            yield return PostgresTrigger(table, "rewrite", "UPDATE OR DELETE", "ROW", null);
            yield return PostgresTrigger(table, "truncate", "TRUNCATE", "STATEMENT", null);
        }
        yield return PostgresTrigger("stage_visits", "delete", "DELETE", "ROW", null);
        yield return PostgresTrigger("stage_visits", "truncate", "TRUNCATE", "STATEMENT", null);
        yield return PostgresTrigger("stage_visits", "update", "UPDATE", "ROW",
            $"OLD.left_at IS NOT NULL OR {string.Join(" OR ", EnteringColumns.Select(column => $"OLD.{column} IS DISTINCT FROM NEW.{column}"))}");
    }

    private static string PostgresTrigger(string table, string name, string act, string level, string? when) => $"""
        DROP TRIGGER IF EXISTS {table}_refuse_{name} ON {table};
        CREATE TRIGGER {table}_refuse_{name} BEFORE {act} ON {table} FOR EACH {level} {(when is null ? "" : $"WHEN ({when})")}
        EXECUTE FUNCTION crm_refuse_rewrite();
        """;
}
