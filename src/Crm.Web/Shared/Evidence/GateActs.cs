using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data.Queries;
using Crm.Web.Resources;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.Extensions.Localization;
using MudBlazor;
using static MudBlazor.Icons.Material;

namespace Crm.Web.Shared.Evidence;

/// <summary>What can be done about a gate follows from the kind of its check and the check's own parameters.</summary>
internal sealed partial class GateActs(IDialogService dialogs, Acts acts, Attempt attempt, DealParts parts, IStringLocalizer<EvidenceTexts> texts)
{
    public IEnumerable<GateAct> For(Gate gate, DealState state, string language) => For(gate.Check, gate, state, gate.Message.In(language));

    private IEnumerable<GateAct> For(Check check, Gate gate, DealState state, string note) => check switch
    {
        Check.All all => all.Checks.Where(c => !c.Holds(state.Deal, state.Facts)).SelectMany(c => For(c, gate, state, note)),
        Check.Any any => any.Checks.SelectMany(c => For(c, gate, state, note)),
        Check.Not not => For(not.Check, gate, state, note),
        Check.InteractionHeld held => Interactions(held, state, note),
        Check.NextStepPlanned =>
            [new(texts["Act_Plan"], Outlined.Event, Right.InteractionsEdit, () => dialogs.Open(new DialogParameters<InteractionDialog> { { d => d.DealId, state.Deal.Id }, { d => d.Plan, true }, { d => d.Note, note } }))],
        Check.FieldFilled filled => Fields(filled.Field, state, note),
        Check.FieldCompare compare => Fields(compare.Field, state, note),
        Check.ChecklistDone list => list.Items.Where(item => state.Facts.Ticks.All(t => t.Item != item.Code)).Select(item =>
            new GateAct(item.Text.In(CultureInfo.CurrentUICulture.Name), Outlined.CheckBoxOutlineBlank, Right.DealsEdit,
                () => Run(state, "checklist.tick", new { item.Code }, scope => scope.Tick(item.Code)))),
        Check.ParticipantWithInfluence with =>
            [new(texts["Act_Participant"], Outlined.PersonAdd, Right.DealsEdit, () => dialogs.Open(new DialogParameters<ParticipantDialog> { { d => d.DealId, state.Deal.Id }, { d => d.Influence, with.Influence }, { d => d.Note, note } }))],
        Check.DemandKnown => [Demand(state, note), Field("potential", state, note)],
        Check.DemandExplained =>
            [new(texts["Act_Explain"], Outlined.EditNote, Right.DealsEdit, () => dialogs.Open(new DialogParameters<DemandReasonsDialog> { { d => d.DealId, state.Deal.Id }, { d => d.Note, note } }))],
        Check.CompetitorKnown => Competitors(state, note),
        Check.CommitmentsClosed or Check.NoOverdueCommitment =>
            [new(texts["Commitments_Close"], Outlined.Handshake, Right.InteractionsEdit, () => dialogs.Open(new DialogParameters<CommitmentsDialog> { { d => d.DealId, state.Deal.Id }, { d => d.Note, note } }))],
        Check.ClaimsClosed =>
            [new(texts["Claims_Close"], Outlined.ReportProblem, Right.InteractionsEdit, () => dialogs.Open(new DialogParameters<ClaimsDialog> { { d => d.DealId, state.Deal.Id }, { d => d.Note, note } }))],
        _ => Papers(check, gate, state, note),
    };

    private IEnumerable<GateAct> Interactions(Check.InteractionHeld held, DealState state, string note) =>
        [new(texts["Act_Record"], Outlined.AddIcCall, Right.InteractionsEdit, () => dialogs.Open(new DialogParameters<InteractionDialog>
        {
            { d => d.DealId, state.Deal.Id }, { d => d.Kinds, held.Kinds }, { d => d.OutcomeNeeded, held.WithOutcome }, { d => d.Note, note },
        }))];

    // Some fields are named only by other acts than editing.
    private IEnumerable<GateAct> Fields(string field, DealState state, string note) =>
        texts[$"Field_{field}"].ResourceNotFound ? [] : [Field(field, state, note)];

    private GateAct Field(string field, DealState state, string note) =>
        new(texts["Act_Field", texts[$"Field_{field}"]], Outlined.Edit, Right.DealsEdit,
            () => dialogs.Open(new DialogParameters<DealFieldsDialog> { { d => d.DealId, state.Deal.Id }, { d => d.Only, field }, { d => d.Note, note } }))
        { OnDeal = true };

    private GateAct Demand(DealState state, string note) =>
        new(texts["Demand_Add"], Outlined.PlaylistAdd, Right.DealsEdit,
            () => dialogs.Open(new DialogParameters<DemandDialog> { { d => d.DealId, state.Deal.Id }, { d => d.Currency, state.Deal.Currency }, { d => d.Note, note } }));

    private IEnumerable<GateAct> Competitors(DealState state, string note) =>
    [
        new(texts["Act_Competitor"], Outlined.PersonAdd, Right.DealsEdit, () => dialogs.Open(new DialogParameters<ParticipantDialog>
        {
            { d => d.DealId, state.Deal.Id }, { d => d.Role, ParticipantRole.Competitor }, { d => d.Note, note },
        })),
        new(texts["NoCompetitor"], Outlined.DoneAll, Right.DealsEdit, () => Run(state, "deal.change", new { none = true },
            scope => scope.Change(DealChange.Of(scope.Deal) with { NoCompetitorKnown = true }))) { OnDeal = true },
    ];

    private Task<bool> Run(DealState state, string name, object body, Action<CommandScope> verb) =>
        attempt.Do(_ => acts.Run(new Act(Door.Page, Subject.Deal(state.Deal.Id), name, body), verb));

    private Task<bool> Run(DealState state, string name, object body, Func<CommandScope, Task> verb) =>
        attempt.Do(_ => acts.Run(new Act(Door.Page, Subject.Deal(state.Deal.Id), name, body), verb));
}
