using Crm.Domain.Users;
using Crm.Web.Data.Queries;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;

namespace Crm.Web.Features.Runs;

public sealed partial class RunsPage(IServiceProvider services, NavigationManager navigation)
{
    private Page<RunRow>? _page;
    private IReadOnlyDictionary<WorkflowStatus, int> _counts = new Dictionary<WorkflowStatus, int>();
    private IReadOnlyDictionary<string, string> _titles = new Dictionary<string, string>();
    private int? _stuck;
    private bool _loading = true;

    [SupplyParameterFromQuery(Name = "state")] public string? StateAsked { get; set; }
    [SupplyParameterFromQuery(Name = "definition")] public string? Definition { get; set; }
    [SupplyParameterFromQuery(Name = "q")] public string? Text { get; set; }
    [SupplyParameterFromQuery(Name = "stuck")] public bool OnlyStuck { get; set; }
    [SupplyParameterFromQuery(Name = "after")] public Guid? After { get; set; }

    private WorkflowStatus? State => Enum.TryParse<WorkflowStatus>(StateAsked, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    private RunFilter Filter => new() { State = State, Definition = Definition, Text = Text, Stuck = OnlyStuck };

    private bool IsNarrowed => Filter != new RunFilter() || After is not null;

    protected override async Task OnParametersSetAsync()
    {
        _loading = true;
        (await services.GetRequiredService<CurrentActor>().Get()).Require(Right.RunsOperate);
        if (_titles.Count == 0) _titles = await services.GetRequiredService<RunTitles>().All();
        await Read();
        _loading = false;
    }

    /// <summary>The same part of the list as it is now.</summary>
    private async Task Refresh()
    {
        if (_loading) return;
        (await services.GetRequiredService<CurrentActor>().Get()).Require(Right.RunsOperate);
        await Read();
        StateHasChanged();
    }

    private async Task Read()
    {
        var (reader, asked, after) = (services.GetRequiredService<RunsReader>(), Filter, After);
        var (page, counts) = (await reader.Read(asked, after), await reader.Count(asked));
        _stuck = (await services.GetRequiredService<StuckReader>().All()).Count;
        // The person may have narrowed the list meanwhile.
        if ((asked, after) == (Filter, After)) (_page, _counts) = (page, counts);
    }

    private void Narrow(Func<RunFilter, RunFilter> change)
    {
        var changed = change(Filter);
        if (changed != Filter) navigation.NavigateTo(Address(changed, null), replace: true);
    }

    private string AddressOf(WorkflowStatus? state, Guid? after = null) => Address(Filter with { State = state }, after);

    private string Address(RunFilter filter, Guid? after)
    {
        var query = filter.ToQuery();
        query["after"] = after;
        return navigation.GetUriWithQueryParameters(navigation.ToAbsoluteUri("runs").ToString(), query);
    }
}
