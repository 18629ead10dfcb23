using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;

namespace Crm.Workflows.Runtime;

public sealed partial class CommandScope
{
    private static readonly LocalText OverrideTitle = new("Decide on an exception", "Решить об исключении"), OverrideText = new(
        "A second person decides whether the deal may pass a control that is not met. The person who asked and the owner cannot.",
        "Второе лицо решает, пройдёт ли сделка невыполненный контроль. Запросивший и ответственный решать не могут.");

    /// <summary>Asks to pass a gate or a limit. Where a second person has to agree, everybody in the gate's role gets it as work.</summary>
    public OverrideRequest RequestOverride(string code, string? reason, DateTimeOffset? until = null)
    {
        RequireDeal(Right.DealsOverride);
        var request = Add(Deal.RequestOverride(Work.Flow, code, reason, until, Cause, Now));
        if (request is { State: OverrideState.Requested, Role: { } role })
            request.IsDecidedBy(Work.CreateTask(new TaskDraft(OverrideTitle, Addressee.RoleIn(role, null))
            {
                Instructions = Named(Work.Flow.Gate(code)?.Title),
                Note = request.Reason,
                Approves = OverrideRequest.TaskSubject,
                DoneMinutes = 8 * 60,
                Choices =
                [
                    new TaskChoice("Granted", new LocalText("Allow the exception", "Разрешить исключение")) { Approves = true, Primary = true },
                    new TaskChoice("Rejected", new LocalText("Refuse it", "Отказать")) { Rejects = true, ReasonRequired = true },
                ],
                Awaited = false,
            }).Id);
        return request;
    }

    /// <summary>The second person decides beside her inbox; her task is done with it.</summary>
    public async Task DecideOverride(Guid id, bool grant, string? note)
    {
        Actor.Require(Right.TasksWork);
        var request = await FindEvidence<OverrideRequest>(id);
        DecideOverride(request, grant, note);
        Work.OpenTasks.FirstOrDefault(t => t.Id == request.TaskId)?.Cancel(Deal, Cause, Now);
    }

    public async Task Tick(string item)
    {
        RequireDealOrTask(Right.DealsEdit);
        if ((await EvidenceOfDeal<ChecklistTick>()).Any(t => t.Item == item && !t.Removed)) return;
        Add(ChecklistTick.Tick(Work.Flow, item, Deal, Cause, Now));
    }

    public async Task Untick(string item)
    {
        RequireDealOrTask(Right.DealsEdit);
        foreach (var tick in (await EvidenceOfDeal<ChecklistTick>()).Where(t => t.Item == item)) tick.Untick(Deal, Cause, Now);
    }

    /// <summary>What passed gates rested on and this command took away is marked and found (S-12a); a document needs a reason (DOC-003).</summary>
    internal async Task SettleEvidence()
    {
        foreach (var work in works.OfType<DealWork>())
            foreach (var fact in work.Deal.NewEvents.Where(Withdrawals.Are).ToList())
            {
                var evidence = Withdrawals.SubjectOf(fact);
                var (deal, mention) = (work.Deal.Id, GateRecord.Mention(evidence));
                var passed = await session.Where<GateRecord>(g => g.DealId == deal && g.Result == GateResult.Passed && g.WithdrawnAt == null
                    && g.UndoneAt == null && g.Evidence.Contains(mention));
                // This very command may undo the act that relied on it.
                var relying = passed.Where(g => g.UndoneAt is null && Withdrawals.Concern(fact, evidence, g)).ToList();
                if (relying.Count == 0) continue;
                if (Withdrawals.LacksReason(fact)) throw DomainException.For("DOC-003", "reason");
                work.Deal.LoseEvidence(evidence, relying, fact, Cause, Now);
            }
    }

    private async Task DecideOverride(TaskItem task, bool grant, string? note)
    {
        var asked = await session.Where<OverrideRequest>(r => r.TaskId == task.Id);
        if (asked.Count == 0) throw new DomainException("GEN-008");
        DecideOverride(asked[0], grant, note);
    }

    private static LocalText Named(LocalText? gate) => gate is null ? OverrideText : new($"{gate.En}. {OverrideText.En}", $"{gate.Ru}. {OverrideText.Ru}");

    private void DecideOverride(OverrideRequest request, bool grant, string? note) =>
        request.Decide(grant, note, Deal.FormerOwnerIds.ToHashSet(), Deal, Cause, Now);

    /// <summary>Points are ticked by those who may change the deal, and by whoever does one of its tasks.</summary>
    private void RequireDealOrTask(string right)
    {
        if (Work.OpenTasks.Any(t => t.ClaimedBy == Actor.Id || t.UserId == Actor.Id)) Actor.Require(Right.TasksWork);
        else RequireDeal(right);
    }
}
