using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Resources;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Crm.Web.Shared;

/// <summary>Undoing for the person at the page: the same verb from the deal, the task and the board.</summary>
internal sealed class UndoActs(Acts acts, Attempt attempt, ISnackbar snackbar, IStringLocalizer<Texts> texts)
{
    private Snackbar? offered;

    /// <returns>True when the act was undone; otherwise the refusal is on the screen.</returns>
    public async Task<bool> Undo(Guid dealId, Guid act)
    {
        snackbar.Clear();
        if (!await attempt.Do(_ => acts.Run(new Act(Door.Page, Subject.Deal(dealId), "deal.undo", new { act }), scope => scope.Undo(act)))) return false;
        snackbar.Done(texts["Undo_Done"]);
        return true;
    }

    /// <summary>Says what was done and offers to undo it; of several acts the last one.</summary>
    public void Offer(string done, Func<Task> undo)
    {
        if (offered is not null) snackbar.Remove(offered);
        offered = snackbar.Add(done, Severity.Success, options =>
        {
            options.Action = texts["Act_Undo"];
            options.OnClick = _ => undo();
        });
    }
}
