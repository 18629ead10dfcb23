using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data.Stores;
using Crm.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Crm.Web.Features.Deals;

public sealed partial class DealTablePage(IServiceProvider services, NavigationManager navigation, IDialogService dialogs)
{
    private static readonly (string Key, string? Sort, bool IsNumber)[] Columns =
    [
        ("Col_Number", "number", false), ("Col_Name", "name", false), ("Col_Customer", "customer", false), ("Col_Type", null, false),
        ("Col_Stage", "stage", false), ("Col_Owner", null, false), ("Col_Amount", "amount", true), ("Col_Expected", "expected", true),
        ("Col_Days", "days", true), ("Col_Outcome", "outcome", false),
    ];

    private IReadOnlyList<DealBoardType> _types = [];
    private IReadOnlyList<User> _people = [];
    private IReadOnlyList<Stage> _stages = [];
    private IReadOnlyList<DealTableRow>? _rows;
    private int? _total;
    private Actor? _me;
    private bool _loading = true;

    [SupplyParameterFromQuery(Name = "q")] public string? Text { get; set; }
    [SupplyParameterFromQuery(Name = "type")] public string? Type { get; set; }
    [SupplyParameterFromQuery(Name = "stage")] public string? Stage { get; set; }
    [SupplyParameterFromQuery(Name = "owner")] public Guid? OwnerId { get; set; }
    [SupplyParameterFromQuery(Name = "outcome")] public string? Outcome { get; set; }
    [SupplyParameterFromQuery(Name = "by")] public string? By { get; set; }
    [SupplyParameterFromQuery(Name = "from")] public DateOnly? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] public DateOnly? To { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] public string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public int? PageAsked { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.Name;
    private int PageNo => Math.Max(1, PageAsked ?? 1);
    private int Pages => ((_total ?? 0) + DealTableReader.PageSize - 1) / DealTableReader.PageSize;

    private DealTableFilter Filter => new()
    {
        Text = Text,
        Type = Type,
        Stage = Stage,
        OwnerId = OwnerId,
        Outcome = Outcome,
        By = By,
        From = From,
        To = To,
        Sort = Sort,
    };

    protected override async Task OnParametersSetAsync()
    {
        _loading = true;
        _me = await services.GetRequiredService<CurrentActor>().Get();
        _me.Require(Right.DealsView);
        if (_types.Count == 0)
        {
            _types = await services.GetRequiredService<DealBoardReader>().Types();
            var around = await services.GetRequiredService<SurroundingsCache>().Get();
            _people = [.. around.Users.Values.Where(u => u.Active).OrderBy(u => u.Name, StringComparer.CurrentCulture)];
        }
        var reader = services.GetRequiredService<DealTableReader>();
        _stages = _types.FirstOrDefault(t => t.Code == Type) is { } type ? await reader.Stages(type.Id) : [];
        (_rows, _total) = await reader.Read(_me, Filter, PageNo);
        _loading = false;
    }

    /// <summary>The same page of the table as it is now.</summary>
    private async Task Refresh()
    {
        if (_loading || _rows is not { } shown) return;
        var me = await services.GetRequiredService<CurrentActor>().Get();
        var (rows, total) = await services.GetRequiredService<DealTableReader>().Read(me, Filter, PageNo);
        if (_rows != shown) return;
        (_me, _rows, _total) = (me, rows, total);
        StateHasChanged();
    }

    private string Address(string path) => navigation.GetUriWithQueryParameters(navigation.ToAbsoluteUri(path).ToString(), Filter.ToQuery());

    private void Narrow(Func<DealTableFilter, DealTableFilter> change)
    {
        var changed = change(Filter);
        if (changed != Filter) Show(changed, 1);
    }

    private void Show(DealTableFilter filter, int page)
    {
        var query = filter.ToQuery();
        query["page"] = page > 1 ? page : null;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(navigation.ToAbsoluteUri("deals").ToString(), query), replace: true);
    }

    private void Turn(int page) => Show(Filter, page);

    private void SortBy(string column) => Show(Filter with { Sort = Sort == column ? "-" + column : column }, 1);

    private string? SortOf(string? column) => column is null ? null : Sort == column ? "ascending" : Sort == "-" + column ? "descending" : "none";

    private string Arrow(string column) => Sort == column ? " ↑" : Sort == "-" + column ? " ↓" : "";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? DayOf(string? text) => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? day : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task Create()
    {
        var dialog = await dialogs.ShowAsync<NewDealDialog>(null, new DialogParameters<NewDealDialog> { { d => d.TypeCode, Type } });
        await dialog.Result;
    }
}
