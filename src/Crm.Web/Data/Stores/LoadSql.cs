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

    private static string Facts(string deal) => $"""
        SELECT i.kind AS kind, CASE WHEN i.outcome IS NULL THEN 0 ELSE 1 END AS has_outcome, COUNT(*) AS held,
               SUM(CASE WHEN i.start_at >= d.stage_entered_at THEN 1 ELSE 0 END) AS since_entered
          FROM interactions i JOIN deals d ON d.id = i.deal_id
         WHERE i.deal_id = {deal} AND i.kind <> 'Planned' AND NOT i.withdrawn GROUP BY 1, 2;
        SELECT id, kind, status, total_minor, max_discount_pct, content_hash, valid_to_on,
               CASE WHEN signature = 'Signed' AND signed_file_sha256 IS NOT NULL THEN 1 ELSE 0 END AS signed, author_id, activated_at
          FROM sales_documents WHERE deal_id = {deal} AND status NOT IN ('Canceled', 'Withdrawn');
        SELECT id, subject_document_id, content_hash, state, decided_by, task_id FROM approvals WHERE deal_id = {deal} AND subject_document_id IS NOT NULL;
        SELECT influence FROM participants WHERE deal_id = {deal} AND NOT removed AND influence IS NOT NULL;
        SELECT (SELECT COUNT(*) FROM participants WHERE deal_id = {deal} AND NOT removed AND role = 'Competitor') AS competitors,
               (SELECT COUNT(*) FROM demand_rows WHERE deal_id = {deal} AND NOT canceled) AS demand_rows,
               (SELECT COUNT(*) FROM demand_rows WHERE deal_id = {deal} AND NOT canceled AND CAST(satisfied_pct AS DECIMAL) < 100
                   AND (reason_text IS NULL OR reason_text = '')) AS demand_unexplained,
               (SELECT COUNT(*) FROM (
                   SELECT l.product_id FROM document_lines l JOIN sales_documents s ON s.id = l.document_id
                    WHERE s.deal_id = {deal} AND ((s.kind = 'CustomerOrder' AND s.status IN ('Confirmed', 'Reserved', 'ToShip', 'Closed'))
                       OR (s.kind IN ('Shipment', 'Act') AND s.status = 'Posted'))
                    GROUP BY l.product_id
                   HAVING SUM(CASE WHEN s.kind = 'CustomerOrder' THEN l.qty ELSE -l.qty END) > 0.0000001) AS missing) AS unshipped,
               (SELECT COUNT(*) FROM commitments WHERE deal_id = {deal} AND state = 'Open') AS open_commitments,
               (SELECT COUNT(*) FROM commitments WHERE deal_id = {deal} AND state = 'Open' AND side = 'Ours' AND due_at < @now) AS overdue_ours,
               (SELECT COUNT(*) FROM claims WHERE deal_id = {deal} AND state IN ('Registered', 'InProgress')) AS open_claims,
               (SELECT COUNT(*) FROM interactions WHERE deal_id = {deal} AND kind = 'Planned' AND NOT withdrawn AND start_at >= @now) AS planned,
               (SELECT COUNT(*) FROM tasks WHERE deal_id = {deal} AND (done_by = @actor OR claimed_by = @actor OR user_id = @actor)) AS own_tasks;

        """;
}
