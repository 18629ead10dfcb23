using Crm.Domain.Audit;
using Crm.Domain.Users;
using Crm.Web.Data.Queries;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;

namespace Crm.Web.Features.Compliance;

public sealed partial class FindingsPage(IServiceProvider services, NavigationManager navigation)
{
    private Page<FindingRow>? _page;
    private IReadOnlyList<FindingCount> _counts = [];

    [SupplyParameterFromQuery(Name = "disposition")] public string? DispositionAsked { get; set; }
    [SupplyParameterFromQuery(Name = "deviation")] public string? DeviationAsked { get; set; }
    [SupplyParameterFromQuery(Name = "refused")] public string? RefusedAsked { get; set; }
    [SupplyParameterFromQuery(Name = "deal")] public Guid? Deal { get; set; }
    [SupplyParameterFromQuery(Name = "actor")] public Guid? Actor { get; set; }
    [SupplyParameterFromQuery(Name = "from")] public string? FromAsked { get; set; }
    [SupplyParameterFromQuery(Name = "to")] public string? ToAsked { get; set; }
    [SupplyParameterFromQuery(Name = "after")] public Guid? After { get; set; }

    private FindingFilter Filter => new()
    {
        Disposition = Known<Disposition>(DispositionAsked),
        Deviation = Known<DeviationKind>(DeviationAsked),
        Refused = bool.TryParse(RefusedAsked, out var refused) ? refused : null,
        Deal = Deal,
        Actor = Actor,
        From = Day(FromAsked),
        To = Day(ToAsked),
    };

    protected override async Task OnParametersSetAsync()
    {
        await services.GetRequiredService<Acts>().Run(new Act(Domain.Door.Page, Subject.None, "findings.read", new { Filter, After }),
            scope => Reading.Of(scope, "findings.read", Deal));
        await Read();
    }

    private async Task Read()
    {
        var (reader, me, asked, after) = (services.GetRequiredService<FindingsReader>(), await services.GetRequiredService<CurrentActor>().Get(), Filter, After);
        var (page, counts) = (await reader.Read(asked, me, after), await reader.Count(asked, me));
        // The person may have narrowed the list meanwhile.
        if ((asked, after) == (Filter, After)) (_page, _counts) = (page, counts);
    }

    private void Narrow(FindingFilter changed)
    {
        if (changed != Filter) navigation.NavigateTo(Address(changed), replace: true);
    }

    private string Address(FindingFilter filter, Guid? after = null)
    {
        var query = filter.ToQuery();
        query["after"] = after;
        return navigation.GetUriWithQueryParameters(navigation.ToAbsoluteUri("compliance/findings").ToString(), query);
    }

    private static T? Known<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
}
