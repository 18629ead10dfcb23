using Crm.Domain;
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

public sealed partial class CompanyPage(IServiceProvider services)
{
    private static readonly string[] Shown = ["name", "timeZone", "reportCurrency"];
    private bool _loaded;
    private CompanyRow? _company;
    private string _name = "", _currency = "";
    private string? _zone;
    private Guid? _calendar;
    private IReadOnlyList<Choice> _calendars = [];
    private List<RateRow> _rates = [];
    private DomainException? _refused, _rest;

    private UserTime Time => services.GetRequiredService<UserTime>();

    protected override async Task OnInitializedAsync()
    {
        (await services.GetRequiredService<CurrentActor>().Get()).Require(Right.AdminSettings);
        await Load();
    }

    private async Task Load()
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        _calendars = await database.Set<WorkingCalendar>().AsNoTracking().OrderBy(c => c.Name).Select(c => new Choice(c.Id, c.Name)).ToListAsync();
        _rates = await database.Set<ExchangeRate>().AsNoTracking().OrderBy(r => r.Currency).ThenByDescending(r => r.FromOn)
            .Select(r => new RateRow(r.Id, r.Currency, r.FromOn, r.Rate, r.Revision)).ToListAsync();
        _company = await database.Set<Company>().AsNoTracking().OrderBy(c => c.Id)
            .Select(c => new CompanyRow(c.Name, c.TimeZone, c.ReportCurrency, c.CalendarId, c.Revision)).FirstOrDefaultAsync();
        if (_company is { } known) (_name, _zone, _currency, _calendar) = (known.Name, known.TimeZone, known.ReportCurrency, known.CalendarId);
        (_refused, _rest, _loaded) = (null, null, true);
    }

    private async Task Save()
    {
        var body = new StateCompany { Name = _name, TimeZone = _zone ?? "", ReportCurrency = _currency.Trim().ToUpperInvariant(), CalendarId = _calendar };
        _refused = await services.GetRequiredService<Attempt>()
            .Run(_ => services.GetRequiredService<WorkActs>().ChangeCompany(body, ApiCall.OfPage(_company!.Revision)));
        var rest = _refused?.Refusals.Where(r => r.Field is null || !Shown.Contains(r.Field, StringComparer.OrdinalIgnoreCase)).ToList();
        _rest = rest is { Count: > 0 } ? new DomainException(rest) : null;
        if (_refused is not null) return;
        services.GetRequiredService<ISnackbar>().Done(S["Saved"]);
        await Load();
    }

    private async Task EditRate(RateRow? rate)
    {
        var dialog = await services.GetRequiredService<IDialogService>().ShowAsync<RateDialog>(null,
            new DialogParameters<RateDialog> { { d => d.Rate, rate }, { d => d.Today, Time.Today } });
        if (await dialog.Result is { Canceled: false }) services.GetRequiredService<ISnackbar>().Done(S["Saved"]);
        await Load();
    }
}
