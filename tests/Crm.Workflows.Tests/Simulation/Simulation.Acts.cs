using Crm.Domain.Deals;
using Crm.Domain.Interactions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>What people do to deals beside their tasks, and operators to runs.</summary>
internal sealed partial class Simulation
{
    private async Task<string> ActOnDeal()
    {
        var deals = await records.Ask<Deal, List<(Guid Id, string Number, ControlMode Mode, Guid Version)>>(all =>
            [.. all.Select(d => (d.Id, d.Number, d.ControlMode, d.ProcedureVersionId))]);
        if (deals.Count == 0) return await OpenDeal();
        var (id, number, mode, version) = One(deals);
        var act = random.Next(12) switch
        {
            0 => By("lose", Subject.Deal(id), "deal.lost", scope => scope.Lose(new OutcomeDetails(SimulatedOffice.Price.Id))),
            1 => By("reopen", Subject.Deal(id), "deal.reopened", scope => scope.Reopen("Came back.")),
            2 or 3 or 4 => By("undo", Subject.Deal(id), "deal.undone", scope => scope.Undo()),
            5 when random.Next(3) == 0 => By("switch to manual", Subject.Deal(id), "deal.switched_to_manual", scope => scope.SwitchToManual("By hand now.")),
            6 => By("assign", Subject.Deal(id), "deal.assigned", Now(scope => scope.AssignTo(SimulatedOffice.Person.Id))),
            7 => By("hold", Subject.Deal(id), "deal.held", Now(scope => scope.Hold("Vacation.", scope.Now.AddDays(1)))),
            _ when mode == ControlMode.Manual => Move(id, version),
            8 or 9 => Override(id, version),
            _ => By("talk", Subject.Deal(id), "interaction.recorded", Now(scope => Talk(scope))),
        };
        return $"{act.Label} {number}: " + await Send(act);
    }

    private Order Move(Guid id, Guid version)
    {
        var stage = One(office.Stages(version).Working).Code;
        return By("move to " + stage, Subject.Deal(id), "deal.stage_changed", scope => scope.MoveTo(stage, "Because."));
    }

    private Order Override(Guid id, Guid version)
    {
        var gates = office.Stages(version).Stages.SelectMany(s => s.Gates).Select(g => g.Code).ToList();
        var gate = gates.Count == 0 ? "none" : One(gates);
        return By("override " + gate, Subject.Deal(id), "gate.overridden", Now(scope => scope.RequestOverride(gate, "Agreed.")));
    }

    private static void Talk(CommandScope scope) => scope.Add(Interaction.Record(new InteractionDetails
    {
        Kind = InteractionKind.Call,
        Theme = "The offer",
        Direction = Direction.Out,
        StartAt = scope.Now,
        Outcome = InteractionOutcome.Reached,
    }, scope.Deal, scope.Cause, scope.Now));

    private async Task<string> ResolveIncident()
    {
        var open = await Incidents();
        if (open.Count == 0) return await WorkOnTask();
        var (run, node, execution) = One(open);
        var retry = random.Next(3) > 0;
        return $"{(retry ? "retry" : "dismiss")} {node}: " + await Send(Resolution(run, execution, retry));
    }

    private Order Resolution(Guid run, string execution, bool retry) => By(retry ? "retry" : "dismiss", Subject.Instance(run),
        "incident.resolved", scope => scope.ResolveIncident(execution, retry, "As found"));

    private Task<List<(Guid Run, string Node, string Execution)>> Incidents() =>
        records.Ask<WorkflowInstance, List<(Guid, string, string)>>(all =>
        [
            .. all.Where(i => i.OpenIncidents > 0).SelectMany(i => i.ReadState().Incidents.Where(f => f.IsOpen)
                .Select(f => (i.Id, f.ActivityId, f.ActivityInstanceId))),
        ]);
}
