using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Web.Shared;
using MudBlazor;

namespace Crm.Web.Features.Settings;

public sealed partial class RolesPage(IServiceProvider services)
{
    private static readonly IReadOnlyList<string> Rights = [.. Right.Table.Values.SelectMany(rights => rights).Distinct()];
    private List<UserRow>? _people;
    private bool _mayGive;

    private IDialogService Dialogs => services.GetRequiredService<IDialogService>();
    private Attempt Attempt => services.GetRequiredService<Attempt>();

    protected override async Task OnInitializedAsync()
    {
        var me = await services.GetRequiredService<CurrentActor>().Get();
        me.Require(Right.DealsView);
        _mayGive = me.Has(Right.AdminUsers);
        await Load();
    }

    private async Task Load()
    {
        _people = _mayGive ? await services.GetRequiredService<StaffReader>().Read() : [];
        StateHasChanged();
    }

    private List<UserRow> HoldersOf(Role role) => [.. _people!.Where(person => person.Active && person.Roles.Contains(role))];

    private async Task Give(Role role)
    {
        var dialog = await Dialogs.ShowAsync<RoleDialog>(null, new DialogParameters<RoleDialog>
        {
            { d => d.Role, role }, { d => d.People, [.. _people!.Where(person => person.Active && !person.Roles.Contains(role))] },
        });
        await dialog.Result;
        await Load();
    }

    private async Task Take(Role role, UserRow person)
    {
        if (!await Dialogs.Confirm(S["Role_Take", person.Name], S["Role_TakeText", person.Name], S["Role_Take", person.Name], Color.Error)) return;
        if (await Change(person, [.. person.Roles.Where(r => r != role)], person.Revision))
            services.GetRequiredService<ISnackbar>().Add(S["Role_Taken", person.Name], Severity.Success, options =>
            {
                options.Action = S["Undo"];
                options.OnClick = _ => InvokeAsync(() => Change(person, person.Roles, null));
            });
    }

    private async Task<bool> Change(UserRow person, IReadOnlyList<Role> roles, long? revision)
    {
        // To give back what she had is confirmed by having had it.
        var done = await Attempt.Do(_ => services.GetRequiredService<PeopleActs>().ChangeRoles(person.Id, new UserRoles { Roles = roles },
            ApiCall.OfPage(revision, confirm: revision is null)));
        await Load();
        return done;
    }
}
