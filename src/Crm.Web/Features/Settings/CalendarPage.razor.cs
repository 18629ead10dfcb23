using System.Text.Json;
using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Web.Shared.Evidence;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace Crm.Web.Features.Settings;

public sealed partial class CalendarPage(IServiceProvider services)
{
    private static readonly string[] Shown = ["name", "timeZone", "hours", "extraDays"];
    private readonly Guid _operation = Guid.CreateVersion7();
    private CalendarForm? _form;
    private long? _revision;
    private string _title = "";
    private DateOnly? _first, _last, _extraDay;
    private CalendarForm.Span _extra = new();
    private string? _breakWrong;
    private DomainException? _refused, _rest;

    [Parameter] public Guid? Id { get; set; }

    private UserTime Time => services.GetRequiredService<UserTime>();

    private string? Hours => _refused is null ? null
        : _refused.Refusals.Any(r => r.Code == "SLA-001") ? _refused.At("hours")
        : _refused.At("hours", "extraDays") is null ? null : S["Time_Wrong"].Value;

    protected override async Task OnInitializedAsync()
    {
        (await services.GetRequiredService<CurrentActor>().Get()).Require(Right.AdminSettings);
        await Load();
    }

    private async Task Load()
    {
        (_refused, _rest) = (null, null);
        if (Id is not { } id)
        {
            _form = CalendarForm.New("", (await services.GetRequiredService<SurroundingsCache>().Get()).TimeZone.Id);
            return;
        }
        await using var database = await services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        var calendar = await database.Set<WorkingCalendar>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id) ?? throw new DomainException("GEN-008");
        (_form, _revision, _title) = (CalendarForm.Of(calendar), calendar.Revision, calendar.Name);
    }

    // After the last hours of the day, else the usual ones.
    private void AddHours(DayOfWeek day)
    {
        var spans = _form!.Week[day];
        spans.Add(spans.Count == 0 ? new() : new() { From = spans[^1].Until, Until = null });
    }

    private void AddBreak()
    {
        var last = _last ?? _first!.Value;
        _breakWrong = _form!.AddBreak(_first!.Value, last) ? null : S["Holidays_Long"].Value;
        if (_breakWrong is null) (_first, _last) = (null, null);
    }

    private void AddExtra()
    {
        _form!.Extra[_extraDay!.Value] = _extra;
        (_extraDay, _extra) = (null, new());
    }

    private async Task Save()
    {
        var saved = Id;
        _refused = await services.GetRequiredService<Attempt>().Run(async _ =>
        {
            var acts = services.GetRequiredService<WorkActs>();
            var body = _form!.State();
            if (Id is { } id) await acts.ChangeCalendar(id, body, ApiCall.OfPage(_revision));
            else saved = JsonDocument.Parse(await acts.AddCalendar(body, ApiCall.OfPage() with { OperationId = _operation })).RootElement.GetProperty("id").GetGuid();
        });
        var rest = _refused?.Refusals.Where(r => r.Field is null || !Shown.Contains(r.Field, StringComparer.OrdinalIgnoreCase)).ToList();
        _rest = rest is { Count: > 0 } ? new DomainException(rest) : null;
        if (_refused is not null) return;
        services.GetRequiredService<ISnackbar>().Done(S["Saved"]);
        if (Id is null) services.GetRequiredService<NavigationManager>().NavigateTo($"settings/calendars/{saved}", replace: true);
        else await Load();
    }
}
