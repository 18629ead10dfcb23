using System.Globalization;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Web.Shared;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace Crm.Web.Features.Settings;

public sealed partial class QueuesPage(IServiceProvider services)
{
    private List<QueueRow>? _queues;
    private IReadOnlyList<Choice> _people = [], _active = [], _calendars = [];
    private Dictionary<Guid, int> _open = [];

    private IDialogService Dialogs => services.GetRequiredService<IDialogService>();
    private ISnackbar Snackbar => services.GetRequiredService<ISnackbar>();

    protected override async Task OnInitializedAsync()
    {
        (await services.GetRequiredService<CurrentActor>().Get()).Require(Right.AdminSettings);
        await Load();
    }

    private async Task Load()
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        var people = await database.Set<User>().AsNoTracking().OrderBy(u => u.Name).Select(u => new { u.Id, u.Name, u.Active }).ToListAsync();
        _people = [.. people.Select(u => new Choice(u.Id, u.Name))];
        _active = [.. people.Where(u => u.Active).Select(u => new Choice(u.Id, u.Name))];
        _calendars = await database.Set<WorkingCalendar>().AsNoTracking().OrderBy(c => c.Name).Select(c => new Choice(c.Id, c.Name)).ToListAsync();
        _open = await database.Set<TaskItem>().Where(t => t.QueueId != null && (t.State == TaskState.Available || t.State == TaskState.Claimed))
            .GroupBy(t => t.QueueId!.Value).ToDictionaryAsync(g => g.Key, g => g.Count());
        var queues = await database.Set<TaskQueue>().AsNoTracking().ToListAsync();
        _queues = [.. queues.Select(q => new QueueRow(q.Id, q.Code, q.Name, q.HeadId, q.CalendarId, q.MemberIds, q.Active, q.Revision)).OrderBy(NameOf, StringComparer.CurrentCulture)];
        StateHasChanged();
    }

    private static string NameOf(QueueRow queue) => queue.Name.In(CultureInfo.CurrentUICulture.Name);

    private string? PersonOf(Guid? id) => _people.FirstOrDefault(person => person.Id == id)?.Name;

    private async Task Edit(QueueRow? queue)
    {
        // A member whose access is closed stays listed until somebody takes her out.
        var people = _people.Where(person => queue?.MemberIds.Contains(person.Id) == true || _active.Contains(person)).ToList();
        var dialog = await Dialogs.ShowAsync<QueueDialog>(null, new DialogParameters<QueueDialog>
        {
            { d => d.Queue, queue }, { d => d.People, people }, { d => d.Calendars, _calendars },
        });
        if (await dialog.Result is { Canceled: false }) Snackbar.Done(S["Saved"]);
        await Load();
    }

    private async Task Remove(QueueRow queue, Guid member)
    {
        if (!await Man(queue, [.. queue.MemberIds.Where(id => id != member)], queue.Revision)) return;
        Snackbar.Add(S["Member_Removed", PersonOf(member) ?? "", NameOf(queue)], Severity.Success, options =>
        {
            options.Action = S["Undo"];
            options.OnClick = _ => InvokeAsync(() => Man(queue, queue.MemberIds, null));
        });
    }

    private async Task<bool> Man(QueueRow queue, IReadOnlyList<Guid> members, long? revision)
    {
        var body = new StateQueue { Name = queue.Name, HeadId = queue.HeadId, CalendarId = queue.CalendarId, MemberIds = members };
        var done = await services.GetRequiredService<Attempt>().Do(_ => services.GetRequiredService<WorkActs>().ChangeQueue(queue.Id, body, ApiCall.OfPage(revision)));
        await Load();
        return done;
    }
}
