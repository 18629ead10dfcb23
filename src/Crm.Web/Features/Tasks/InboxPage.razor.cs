using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Crm.Web.Features.Tasks;

public sealed partial class InboxPage
{
    private IReadOnlyDictionary<string, Func<Task>> _keys = new Dictionary<string, Func<Task>>();
    private IReadOnlyList<InboxDealType> _dealTypes = [];
    private IReadOnlyDictionary<InboxTab, int> _counts = new Dictionary<InboxTab, int>();
    private InboxFilter _filter = new();
    private InboxList? _list;
    private readonly HashSet<Guid> _acted = [];
    private Guid? _selected;
    private DomainException? _refused;
    private (string Verb, Guid Row)? _focus;

    [SupplyParameterFromQuery(Name = "tab")] private string? Tab { get; set; }
    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }
    [SupplyParameterFromQuery(Name = "type")] private string? DealType { get; set; }
    [SupplyParameterFromQuery(Name = "stage")] private string? Stage { get; set; }
    [SupplyParameterFromQuery(Name = "overdue")] private bool? Overdue { get; set; }
    [SupplyParameterFromQuery(Name = "by")] private string? By { get; set; }

    private string Hint => _filter.Tab is InboxTab.Done ? W["Hint_Done"] : W[_filter.ByDue ? "Hint_Due" : "Hint_Risk", Clock.Now.ToString("t")];

    private IReadOnlyList<(string, string)> KeyLines =>
    [
        ("j ↓", W["Key_Down"]), ("k ↑", W["Key_Up"]), ("Enter", W["Key_Open"]), ("c", W["Key_Claim"]), ("r", W["Key_Release"]),
        ("n", W["Key_Next"]), ("/", W["Key_Search"]), ("?", W["Key_Help"]),
    ];

    protected override async Task OnInitializedAsync()
    {
        _keys = new Dictionary<string, Func<Task>>
        {
            ["c"] = () => OnSelected(row => row.MayClaim, Claim),
            ["r"] = () => OnSelected(row => row.MayRelease, Release),
            ["n"] = OpenNext,
            ["/"] = () => Js.InvokeVoidAsync("crm.keyboard.focus", "#inbox-search").AsTask(),
        };
        _dealTypes = await Inbox.DealTypes();
    }

    protected override async Task OnParametersSetAsync()
    {
        _filter = InboxFilter.Of(Tab, Text, DealType, Stage, Overdue, By);
        _selected = null;
        _acted.Clear();
        _refused = null;
        await Read();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not var (verb, row)) return;
        _focus = null;
        await Js.InvokeVoidAsync($"crm.keyboard.{verb}", $"[data-keyrow='{row}'] [data-keyitem]");
    }

    private void Go(InboxFilter filter) => Navigation.NavigateTo(filter.Address(Navigation), replace: true);

    private Task Read(int size = Inbox.PageSize) => Guarded(async actor =>
    {
        _counts = await Inbox.Counts(actor);
        _list = await Inbox.Page(actor, _filter, size: size);
    });

    private async Task Reload()
    {
        _refused = null;
        await Read(Math.Max(Inbox.PageSize, _list?.Rows.Count ?? 0));
    }

    /// <summary>
    /// What others changed comes and goes by itself. The line that the person is at, and those she has just acted on, stay where they are.
    /// </summary>
    private async Task Refresh()
    {
        if (_list is not { } shown) return;
        InboxList? fresh = null;
        var refused = await Attempt.Run(async actor =>
        {
            var counts = await Inbox.Counts(actor);
            var page = await Inbox.Page(actor, _filter, size: Math.Max(Inbox.PageSize, shown.Rows.Count));
            var rows = page.Rows.ToList();
            for (var place = 0; place < shown.Rows.Count; place++)
            {
                var row = shown.Rows[place];
                if (!(row.Id == _selected || _acted.Contains(row.Id)) || rows.Exists(r => r.Id == row.Id)) continue;
                rows.Insert(Math.Min(place, rows.Count), await Inbox.Row(actor, _filter, row.Id) ?? row with { MayClaim = false, MayRelease = false });
            }
            (_counts, fresh) = (counts, page with { Rows = rows });
        });
        if (refused is not null || fresh is null || _list != shown) return;
        _list = fresh;
        StateHasChanged();
    }

    private Task More() => Guarded(async actor =>
    {
        var next = await Inbox.Page(actor, _filter, _list!.Rows[^1].Cursor);
        _list = new InboxList([.. _list.Rows, .. next.Rows], next.More);
        if (next.Rows.Count == 0) return;
        _selected = next.Rows[0].Id;
        _focus = ("focus", next.Rows[0].Id);
    });

    private Task Claim(Guid id) => Change(id, new Act(Door.Page, Subject.Task(id), "task.claim"), scope => scope.Claim(), "Claimed");

    private Task Release(Guid id) => Change(id, new Act(Door.Page, Subject.Task(id), "task.release"), scope => scope.Release(), "Released");

    /// <summary>The line stays where the person looks at it, as it is now; lists and counts are read again with the next visit.</summary>
    private Task Change(Guid id, Act act, Action<CommandScope> verb, string done) => Guarded(async actor =>
    {
        _acted.Add(id);
        await Acts.Run(act, verb);
        Snackbar.Done(W[done]);
        _counts = await Inbox.Counts(actor);
        var fresh = await Inbox.Row(actor, _filter, id);
        _list = _list! with { Rows = [.. _list.Rows.Select(row => row.Id == id ? fresh ?? row with { MayClaim = false, MayRelease = false } : row)] };
        // Keys are faster than the answer: whoever is at another line by now stays there.
        _selected ??= id;
        _focus = ("rest", id);
    });

    private async Task OpenNext()
    {
        Guid? next = null;
        await Guarded(async actor => next = await Inbox.Next(actor));
        if (next is { } id) Navigation.NavigateTo($"tasks/{id}");
        else if (_refused is null) Snackbar.Done(W["Next_None"]);
    }

    private async Task OnSelected(Func<InboxRow, bool> may, Func<Guid, Task> act)
    {
        if (_list?.Rows.FirstOrDefault(row => row.Id == _selected) is { } row && may(row)) await act(row.Id);
    }

    private async Task Guarded(Func<Actor, Task> act)
    {
        _refused = await Attempt.Run(act);
        StateHasChanged();
    }
}
