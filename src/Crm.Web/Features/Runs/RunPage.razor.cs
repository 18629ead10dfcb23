using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Crm.Web.Features.Runs;

public sealed partial class RunPage(IServiceProvider services, IDialogService dialogs, ISnackbar snackbar)
{
    private RunSheet? _sheet;
    private string? _chosen;

    [Parameter] public Guid Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_sheet?.Run.Id != Id) (_sheet, _chosen) = (null, null);
        await Load();
    }

    private async Task Load()
    {
        (await services.GetRequiredService<CurrentActor>().Get()).Require(Right.RunsOperate);
        _sheet = await services.GetRequiredService<RunSheets>().Find(Id);
    }

    private async Task Refresh()
    {
        await Load();
        StateHasChanged();
    }

    private void Choose(string? nodeId) => _chosen = _chosen == nodeId ? null : nodeId;

    private Task Retry(RunFault fault) => Do("Stuck_Retry", R["Stuck_Step", fault.Title], R["Reason_Text"], Color.Primary, "Stuck_Retried",
        (acts, reason) => acts.TryAgain(new(StuckKind.Step, Id, fault.Step), reason, ApiCall.OfPage()));

    private Task Dismiss(RunFault fault) => Do("Stuck_Dismiss", R["Stuck_Step", fault.Title], R["Stuck_DismissStepText"], Color.Error, "Stuck_Dismissed",
        (acts, reason) => acts.Dismiss(new(StuckKind.Step, Id, fault.Step), reason, ApiCall.OfPage()));

    private Task Cancel() => Do("Cancel", _sheet!.Name, R[_sheet.Parent is null ? "Cancel_Text" : "Cancel_ChildText"], Color.Error, "Canceled",
        (acts, reason) => acts.Cancel(Id, reason, ApiCall.OfPage()));

    /// <summary>Asks why, does it, and shows the run as it is afterwards.</summary>
    private async Task Do(string act, string what, string text, Color color, string done, Func<RunActs, string, Task> verb)
    {
        if (await dialogs.AskReason(R[$"{act}Of", what], R["Reason"], text, R[act], color) is not { } reason) return;
        if (await services.GetRequiredService<Attempt>().Do(_ => verb(services.GetRequiredService<RunActs>(), reason))) snackbar.Done(R[done]);
        await Load();
    }
}
