using System.Collections.Concurrent;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Web.Data.Stores;

/// <summary>
/// The reads of a command as one text of several statements: one round trip, locks in the order instance, deal, tasks, facts after the locks.
/// Plain SQL that both databases understand; SQLite keeps decimals as text, so a comparison needs the cast.
/// </summary>
internal static class LoadSql
{
    private static readonly ConcurrentDictionary<(IModel, SubjectKind, bool), string> Texts = new();

    public static string For(IModel model, SubjectKind kind, bool locks) => Texts.GetOrAdd((model, kind, locks), key =>
        Operation(key.Item1) + (key.Item2 is SubjectKind.Deal or SubjectKind.Task or SubjectKind.Instance
            ? Subject(key.Item1, key.Item2, key.Item3 ? " FOR UPDATE" : "") + Facts(DealOf(key.Item2))
            : ""));

    private static string Operation(IModel model) => $"SELECT {Columns<CommandAnswer>(model)} FROM commands WHERE operation_id = @operation;\n";

    // Named, not "*": a prepared statement must not change its result when a newer version adds a column.
    private static string Columns<T>(IModel model) => string.Join(", ", RowTable.Of(model, typeof(T)).Columns.Select(c => c.Name));

    /// <summary>The facts of one deal alone.</summary>
    public static readonly string FactsOnly = Facts("@id");

    /// <summary>One run, without waiting for another command that has it in hand: the two might wait for each other's deal.</summary>
    public static string Run(IModel model, bool locks) =>
        $"SELECT {Columns<WorkflowInstance>(model)} FROM workflow_instances WHERE id = @id{(locks ? " FOR UPDATE NOWAIT" : "")};";

    private static string DealOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Task => "(SELECT deal_id FROM tasks WHERE id = @id)",
        SubjectKind.Instance => "(SELECT deal_id FROM workflow_instances WHERE id = @id)",
        _ => "@id",
    };

    private static string Subject(IModel model, SubjectKind kind, string locking)
    {
        var deal = DealOf(kind);
        var instance = kind switch
        {
            SubjectKind.Instance => "id = @id",
            SubjectKind.Task => "id = (SELECT instance_id FROM tasks WHERE id = @id)",
            _ => "id = (SELECT workflow_instance_id FROM deals WHERE id = @id)",
        };
        var task = kind == SubjectKind.Task ? " OR id = @id" : "";
        return $"""
            SELECT {Columns<WorkflowInstance>(model)} FROM workflow_instances WHERE {instance}{locking};
            SELECT {Columns<Deal>(model)} FROM deals WHERE id = {deal}{locking};
            SELECT {Columns<StageVisit>(model)} FROM stage_visits WHERE deal_id = {deal} AND left_at IS NULL;
            SELECT {Columns<TaskItem>(model)} FROM tasks WHERE (deal_id = {deal} AND state IN ('Available', 'Claimed')){task} ORDER BY id{locking};

            """;
    }

    /// <summary>Facts of several kinds as one list: <see cref="FactsReader"/> knows what the columns of each kind mean.</summary>
    private static string Facts(string deal) => $"""
        WITH d AS (SELECT id FROM deals WHERE id = {deal})
        SELECT 'interaction' AS fact, CAST(NULL AS uuid) AS id, CAST(NULL AS uuid) AS other_id, CAST(NULL AS uuid) AS person_id,
               i.kind || ':' || i.direction || ':' || COALESCE(i.outcome, '') AS kind,
               CAST(NULL AS text) AS state, string_agg(CAST(i.id AS text) || '@' || CAST(i.start_at AS text), ',') AS hash, CAST(NULL AS decimal) AS pct,
               CAST(NULL AS date) AS valid_to_on, 0 AS n1, 0 AS n2, 0 AS n3, 0 AS n4, 0 AS n5, 0 AS n6, 0 AS n7, 0 AS n8, 0 AS n9
          FROM interactions i
         WHERE i.deal_id = (SELECT id FROM d) AND i.kind <> 'Planned' AND NOT i.withdrawn GROUP BY i.kind, i.direction, i.outcome
        UNION ALL
        SELECT 'document', id, author_id, NULL, kind, status, content_hash, max_discount_pct, valid_to_on,
               total_minor, CASE WHEN signature = 'Signed' AND signed_file_sha256 IS NOT NULL THEN 1 ELSE 0 END, activated_at, 0, 0, 0, 0, 0, 0
          FROM sales_documents WHERE deal_id = (SELECT id FROM d) AND status NOT IN ('Canceled', 'Withdrawn')
        UNION ALL
        SELECT 'approval', id, subject_document_id, decided_by, COALESCE(CAST(task_id AS text), '') || ':' || kind, state, content_hash, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0
          FROM approvals WHERE deal_id = (SELECT id FROM d) AND subject_document_id IS NOT NULL
        UNION ALL
        SELECT 'participant', id, NULL, NULL, role, influence, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0
          FROM participants WHERE deal_id = (SELECT id FROM d) AND NOT removed AND (influence IS NOT NULL OR role = 'Competitor')
        UNION ALL
        SELECT 'demand', id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0
          FROM demand_rows WHERE deal_id = (SELECT id FROM d) AND NOT canceled
        UNION ALL
        SELECT 'promise', NULL, NULL, NULL, side, NULL, NULL, NULL, NULL, COUNT(*), SUM(CASE WHEN due_at < @now THEN 1 ELSE 0 END), 0, 0, 0, 0, 0, 0, 0
          FROM commitments WHERE deal_id = (SELECT id FROM d) AND state = 'Open' GROUP BY side
        UNION ALL
        SELECT 'tick', id, NULL, NULL, item, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0
          FROM checklist_ticks WHERE deal_id = (SELECT id FROM d) AND NOT removed
        UNION ALL
        SELECT 'counts', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
               CAST(0 AS bigint), CAST(0 AS bigint),
               (SELECT COUNT(*) FROM demand_rows WHERE deal_id = (SELECT id FROM d) AND NOT canceled AND CAST(satisfied_pct AS DECIMAL) < 100
                   AND (reason_text IS NULL OR reason_text = '')),
               (SELECT COUNT(*) FROM (
                   SELECT l.product_id FROM document_lines l JOIN sales_documents s ON s.id = l.document_id
                    WHERE s.deal_id = (SELECT id FROM d) AND ((s.kind = 'CustomerOrder' AND s.status IN ('Confirmed', 'Reserved', 'ToShip', 'Closed'))
                       OR (s.kind IN ('Shipment', 'Act') AND s.status = 'Posted'))
                    GROUP BY l.product_id
                   HAVING SUM(CASE WHEN s.kind = 'CustomerOrder' THEN l.qty ELSE -l.qty END) > 0.0000001) AS missing),
               CAST(0 AS bigint), CAST(0 AS bigint),
               (SELECT COUNT(*) FROM claims WHERE deal_id = (SELECT id FROM d) AND state IN ('Registered', 'InProgress')),
               (SELECT COUNT(*) FROM interactions WHERE deal_id = (SELECT id FROM d) AND kind = 'Planned' AND NOT withdrawn AND start_at >= @now),
               (SELECT COUNT(*) FROM tasks WHERE deal_id = (SELECT id FROM d) AND (done_by = @actor OR claimed_by = @actor OR user_id = @actor));

        """;
}
