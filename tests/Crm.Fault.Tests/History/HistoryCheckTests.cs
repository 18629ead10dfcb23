using Crm.Fault.Tests.Fixtures;
using Crm.Testing;
using Xunit;

namespace Crm.Fault.Tests.History;

public sealed class HistoryCheckTests(HistoryFixture history) : IClassFixture<HistoryFixture>
{
    [Fact]
    public async Task A_correct_history_has_no_violation() => Assert.Empty(await history.Small.CheckAsync());

    [Theory]
    [InlineData("H-01", "an acknowledged command lost", "DELETE FROM commands WHERE operation_id = (SELECT request_id FROM deal_events WHERE kind = 'participant.added')")]
    [InlineData("H-01", "another answer stored", "UPDATE commands SET body = replace(body, 'qualification', 'proposal')")]
    [InlineData("H-02", "a doubled effect", "INSERT INTO deal_events SELECT randomblob(16), deal_id, seq + 1000, kind, occurred_at, recorded_at, actor_kind, actor_id, on_behalf_of, roles, door, request_id, procedure_version_id, rules_hash, payload, previous_hash, hash FROM deal_events WHERE kind = 'task.completed'")]
    [InlineData("H-03", "a lost event", "DELETE FROM deal_events WHERE kind = 'interaction.recorded'")]
    [InlineData("H-03", "a lost last event", "DELETE FROM deal_events WHERE kind = 'deal.lost'")]
    [InlineData("H-03", "a gap in the journal", "DELETE FROM journal WHERE sequence = 2")]
    [InlineData("H-04", "an open visit too many", "UPDATE stage_visits SET left_at = NULL WHERE stage_code = 'first-contact'")]
    [InlineData("H-04", "a visit that was not closed by the move", "UPDATE stage_visits SET left_recorded_at = left_recorded_at + 10 WHERE stage_code = 'qualification'")]
    [InlineData("H-04", "a change without a cause", "UPDATE deal_events SET request_id = randomblob(16) WHERE kind = 'deal.stage_changed'")]
    [InlineData("H-05", "a changed byte", "UPDATE deal_events SET payload = replace(payload, 'first-contact', 'First-contact') WHERE kind = 'deal.stage_entered'")]
    [InlineData("H-05", "a head of another chain", "UPDATE deals SET last_hash = replace(last_hash, 'a', 'b')")]
    [InlineData("H-05", "a seal that was changed", "UPDATE audit_seals SET deal_count = deal_count + 1")]
    [InlineData("H-07", "an effect twice", "INSERT INTO outbox (id, kind, deal_id, payload, idempotency_key, created_at, not_before, state, attempts, last_error, delivered_at) SELECT randomblob(16), kind, deal_id, payload, idempotency_key, created_at, not_before, state, attempts, last_error, delivered_at FROM outbox LIMIT 1")]
    [InlineData("H-07", "an effect that is not known", "DELETE FROM outbox WHERE kind = 'letter'")]
    [InlineData("H-09", "a bookmark without a run", "UPDATE bookmarks SET workflow_instance_id = randomblob(16)")]
    [InlineData("H-09", "a run that waits for nothing", "DELETE FROM bookmarks")]
    [InlineData("H-09", "a run in the middle of a cycle", "UPDATE workflow_instances SET status = 'Running' WHERE status = 'Suspended'")]
    [InlineData("H-10", "a wait that was ended twice", "UPDATE journal SET event_name = 'Resumed' WHERE event_name = 'Completed' AND activity_type = 'Crm.WaitForTask'")]
    [InlineData("H-11", "a finished run with a bookmark", "UPDATE bookmarks SET workflow_instance_id = (SELECT id FROM workflow_instances WHERE status IN ('Finished', 'Canceled') LIMIT 1)")]
    [InlineData("H-11", "an open task of a finished run", "UPDATE tasks SET state = 'Available' WHERE state = 'Canceled'")]
    [InlineData("H-13", "an open task that nothing waits for", "UPDATE tasks SET state = 'Available' WHERE state = 'Done'")]
    [InlineData("H-13", "a task finished by somebody who did not hold it", "UPDATE tasks SET done_by = (SELECT id FROM users WHERE login = 'boris') WHERE state = 'Done'")]
    [InlineData("H-14", "a timer that fired early", "UPDATE journal SET timestamp = timestamp - 24000000000 WHERE activity_type = 'Elsa.Delay' AND event_name = 'Resumed'")]
    [InlineData("H-14", "a timer that never fired", "UPDATE bookmarks SET due_at = 600000000000000000")]
    [InlineData("H-15", "two published versions", "UPDATE workflow_definitions SET is_published = 1 WHERE definition_id = 'leads'")]
    [InlineData("H-15", "two latest versions", "UPDATE workflow_definitions SET is_latest = 1 WHERE definition_id = 'leads'")]
    [InlineData("H-15", "no latest version", "UPDATE workflow_definitions SET is_latest = 0 WHERE definition_id = 'leads'")]
    [InlineData("H-15", "a start trigger lost", "DELETE FROM triggers WHERE name = 'Elsa.Timer'")]
    [InlineData("H-15", "a start trigger of the version before", "UPDATE triggers SET definition_version_id = (SELECT id FROM workflow_definitions WHERE definition_id = 'leads' AND version = 1)")]
    [InlineData("H-15", "a start trigger of another event", "UPDATE triggers SET hash = 'x' WHERE name = 'Elsa.Event'")]
    [InlineData("H-15", "triggers of what was taken out of force", "UPDATE workflow_definitions SET is_published = 0 WHERE definition_id = 'leads'")]
    [InlineData("H-16", "an approval by who asked for it", "UPDATE approvals SET decided_by = requested_by")]
    [InlineData("H-16", "an approval on behalf of the owner", "UPDATE approvals SET decided_on_behalf_of = (SELECT owner_id FROM deals WHERE id = deal_id)")]
    [InlineData("H-16", "an approval by the author", "UPDATE approvals SET author_id = decided_by")]
    [InlineData("H-16", "an approval by an earlier owner", "UPDATE deal_events SET payload = json_set(payload, '$.owner', (SELECT lower(decided_by) FROM approvals)) WHERE kind = 'deal.opened'")]
    [InlineData("H-16", "a second yes of the same person", "INSERT INTO approvals (id, kind, subject_document_id, content_hash, author_id, requested_by, requested_at, request_note, approver_id, approver_role, due_at, task_id, state, decided_by, decided_on_behalf_of, decided_at, note, revision, created_at, created_by, deal_id) SELECT randomblob(16), kind, subject_document_id, content_hash, author_id, requested_by, requested_at, request_note, approver_id, approver_role, due_at, task_id, state, decided_by, decided_on_behalf_of, decided_at, note, revision, created_at, created_by, deal_id FROM approvals")]
    [InlineData("H-17", "a refusal that nobody recorded", "DELETE FROM audit_entries WHERE denied")]
    [InlineData("H-17", "a refusal recorded twice", "INSERT INTO audit_entries (at, actor_kind, actor_id, on_behalf_of, roles, door, request_id, kind, subject_kind, subject_id, deal_id, denied, code, payload) SELECT at, actor_kind, actor_id, on_behalf_of, roles, door, request_id, kind, subject_kind, subject_id, deal_id, denied, code, payload FROM audit_entries WHERE denied")]
    [InlineData("H-18", "a deal in another stage than its record", "UPDATE deals SET stage_code = 'terms' WHERE outcome = 'Open'")]
    [InlineData("H-18", "a wrong count of stays", "UPDATE deals SET tally = replace(tally, '1', '2')")]
    public async Task What_was_put_wrong_is_found_and_named(string invariant, string defect, string statement)
    {
        var found = await history.Small.CheckAsync(statement);
        Assert.True(found.Any(v => v.Invariant == invariant), $"{defect}: {string.Join('\n', found)}");
    }

    [Theory]
    [InlineData("a guard that was skipped", "UPDATE deal_events SET payload = json_remove(payload, '$.gates') WHERE kind = 'deal.stage_changed'")]
    [InlineData("a guard that did not hold", "UPDATE deal_events SET payload = replace(payload, '\"Passed\"', '\"Failed\"') WHERE kind = 'deal.stage_changed'")]
    [InlineData("a guard that nobody overrode", "UPDATE deal_events SET payload = replace(payload, '\"Passed\"', '\"Overridden\"') WHERE kind = 'deal.stage_changed'")]
    [InlineData("other rules", "UPDATE deal_events SET rules_hash = 'x' WHERE kind = 'deal.stage_changed'")]
    public async Task A_move_that_was_not_permitted_is_found_although_its_chain_verifies(string defect, string statement)
    {
        var found = await history.Small.CheckRechainedAsync(statement);
        Assert.True(found.Any(v => v.Invariant == "H-06"), $"{defect}: {string.Join('\n', found)}");
        Assert.DoesNotContain(found, v => v.Row.Contains("fact", StringComparison.Ordinal) && v.Invariant == "H-05");
    }

    [Theory]
    [InlineData("a second person who owns the deal", "(SELECT owner_id FROM deals WHERE id = deal_id)")]
    [InlineData("one person for both", "json_extract(payload, '$.requestedBy')")]
    [InlineData("somebody who did not act", "(SELECT id FROM users WHERE login = 'alla')")]
    [InlineData("no second person", "NULL")]
    public async Task An_override_of_one_person_is_found_although_its_chain_verifies(string defect, string second)
    {
        var found = await history.Small.CheckRechainedAsync($"UPDATE deal_events SET payload = json_set(payload, '$.approvedBy', lower({second})) WHERE kind = 'gate.overridden'");
        Assert.True(found.Any(v => v.Invariant == "H-16"), $"{defect}: {string.Join('\n', found)}");
        Assert.DoesNotContain(found, v => v.Row.Contains("fact", StringComparison.Ordinal) && v.Invariant == "H-05");
    }

    [Fact]
    public async Task Answers_in_another_order_than_the_record_are_found()
    {
        // The completions of the first sale change places: the later act stands first in the record.
        var found = await history.Small.CheckAsync("""
            CREATE TEMP TABLE told AS SELECT request_id AS operation, row_number() OVER (ORDER BY recorded_at, seq) AS place FROM deal_events
             WHERE kind = 'task.completed' AND deal_id = (SELECT deal_id FROM deal_events WHERE kind = 'participant.added');
            UPDATE deal_events SET request_id = (SELECT b.operation FROM told a JOIN told b ON b.place = 3 - a.place WHERE a.operation = request_id)
             WHERE request_id IN (SELECT operation FROM told);
            """);
        Assert.Contains(found, v => v.Invariant == "H-01" && v.Finding.Contains("before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_that_was_marked_and_not_received_and_one_with_two_bodies_are_found()
    {
        Assert.NotEmpty(history.Small.Letters);
        Assert.Contains(await history.Small.CheckAsync(letters: []), v => v.Invariant == "H-07");
        var twice = history.Small.Letters.Append(history.Small.Letters[0] with { Body = "another" }).ToList();
        Assert.Contains(await history.Small.CheckAsync(letters: twice), v => v.Invariant == "H-08");
    }

    [Fact]
    public async Task A_command_that_was_refused_and_happened_is_found()
    {
        var refused = history.Small.Calls.Single(c => c.Refused);
        var found = await history.Small.CheckAsync("INSERT INTO commands (operation_id, request_hash, body, answered_at) "
            + $"SELECT '{refused.Operation.ToString().ToUpperInvariant()}', request_hash, body, answered_at FROM commands LIMIT 1");
        Assert.Contains(found, v => v.Invariant == "H-01" && v.Finding.Contains("refused", StringComparison.Ordinal));
    }
}
