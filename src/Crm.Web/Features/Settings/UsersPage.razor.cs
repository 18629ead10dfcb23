using Crm.Domain.Users;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Crm.Web.Features.Settings;

public sealed partial class UsersPage(IServiceProvider services)
{
    private List<UserRow>? _rows;
    private IReadOnlyList<Choice> _units = [];
    private Guid _me;
    private string? _find;
    private bool _withClosed;

    private PeopleActs People => services.GetRequiredService<PeopleActs>();
    private Attempt Attempt => services.GetRequiredService<Attempt>();
    private IDialogService Dialogs => services.GetRequiredService<IDialogService>();
    private ISnackbar Snackbar => services.GetRequiredService<ISnackbar>();

    private IEnumerable<UserRow> Shown => _rows!.Where(row => _withClosed || row.Active).Where(row => string.IsNullOrWhiteSpace(_find)
        || $"{row.Name} {row.Email} {row.Login} {UnitOf(row)}".Contains(_find.Trim(), StringComparison.CurrentCultureIgnoreCase));

    protected override async Task OnInitializedAsync()
    {
        var me = await services.GetRequiredService<CurrentActor>().Get();
        me.Require(Right.AdminUsers);
        _me = me.Id;
        await Load();
    }

    private async Task Load()
    {
        _rows = await services.GetRequiredService<StaffReader>().Read();
        var around = await services.GetRequiredService<SurroundingsCache>().Get();
        _units = [.. around.Units.Values.OrderBy(unit => unit.Name, StringComparer.CurrentCulture).Select(unit => new Choice(unit.Id, unit.Name))];
        StateHasChanged();
    }

    private string UnitOf(UserRow row) => _units.FirstOrDefault(unit => unit.Id == row.UnitId)?.Name ?? "";

    private async Task Invite()
    {
        (string Name, InvitationLink? Link)? invited = null;
        var dialog = await Dialogs.ShowAsync<PersonDialog>(null, new DialogParameters<PersonDialog>
        {
            { d => d.Units, _units },
            { d => d.Invited, EventCallback.Factory.Create<(string, InvitationLink?)>(this, answer => invited = answer) },
        });
        await dialog.Result;
        await Load();
        if (invited is { Link: { } link } done) await ShowLink(done.Name, link);
    }

    private async Task Edit(UserRow row)
    {
        var dialog = await Dialogs.ShowAsync<PersonDialog>(null, new DialogParameters<PersonDialog> { { d => d.Person, row }, { d => d.Units, _units } });
        if (await dialog.Result is { Canceled: false }) Snackbar.Done(S["Saved"]);
        await Load();
    }

    private async Task InviteAgain(UserRow row)
    {
        if (row.State == UserState.Working && !await Dialogs.Confirm(S["NewLink_Of", row.Name], S["NewLink_Text", row.Name], S["NewLink"])) return;
        InvitationLink? link = null;
        await Attempt.Do(async _ => link = await People.InviteAgain(row.Id, ApiCall.OfPage()));
        await Load();
        if (link is not null) await ShowLink(row.Name, link);
    }

    private async Task Deactivate(UserRow row)
    {
        var held = await services.GetRequiredService<StaffReader>().Held(row.Id);
        if (!await Dialogs.Confirm(S["Close_Of", row.Name], S["Close_Text", held.Deals, held.Tasks, held.Units, held.Queues], S["Close"], Color.Error)) return;
        if (await Attempt.Do(_ => People.Deactivate(row.Id, ApiCall.OfPage(row.Revision))))
            Snackbar.Add(S["Closed_Done", row.Name], Severity.Success, options =>
            {
                options.Action = S["Undo"];
                options.OnClick = _ => InvokeAsync(() => Activate(row));
            });
        await Load();
    }

    private async Task Activate(UserRow row)
    {
        if (await Attempt.Do(_ => People.Activate(row.Id, ApiCall.OfPage()))) Snackbar.Done(S["Opened_Done", row.Name]);
        await Load();
    }

    private async Task ShowLink(string name, InvitationLink link)
    {
        var dialog = await Dialogs.ShowAsync<LinkDialog>(null, new DialogParameters<LinkDialog> { { d => d.Name, name }, { d => d.Link, link } });
        await dialog.Result;
    }

    private static Color ColorOf(UserState state) => state switch
    {
        UserState.Working => Color.Success,
        UserState.Invited => Color.Info,
        _ => Color.Default,
    };
}
