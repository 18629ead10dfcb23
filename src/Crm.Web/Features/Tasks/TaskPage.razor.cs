using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Crm.Web.Features.Tasks;

public sealed partial class TaskPage : IDisposable
{
    private IReadOnlyDictionary<string, Func<Task>> _keys = new Dictionary<string, Func<Task>>();
    private TaskSheet? _sheet;
    private LossOptions? _loss;
    private TaskDecision? _decision;
    private DomainException? _refused;
    private bool _done;
    private Guid? _undo;
    private bool _left;
    private bool _busy;
    private string? _focus;

    [Parameter] public Guid Id { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.Name;

    /// <summary>Somebody else was faster: what is on the screen is no longer so.</summary>
    private bool IsConflict => _refused?.Code is "TSK-001" or "TSK-002" or "WFI-003" or "GEN-007" or "APR-002" or "APR-003";

    private IReadOnlyList<(string, string)> KeyLines =>
    [
        ("c", W["Key_Claim"]), ("r", W["Key_Release"]), ("1 … 9", W["Key_Choose"]), ("Ctrl+Enter", W["Key_Complete"]),
        ("n", W["Key_Next"]), ("z", T["Act_Undo"]), ("i", W["Key_Inbox"]), ("?", W["Key_Help"]),
    ];

    protected override void OnInitialized() => _keys = new Dictionary<string, Func<Task>>
    {
        ["c"] = () => _sheet is { MayClaim: true } ? Claim() : Task.CompletedTask,
        ["r"] = () => _sheet is { IsMine: true, IsClaimed: true } ? Release() : Task.CompletedTask,
        ["n"] = OpenNext,
        ["z"] = Undo,
        ["i"] = () =>
        {
            Navigation.NavigateTo("tasks");
            return Task.CompletedTask;
        },
    };

    public void Dispose() => _left = true;

    protected override async Task OnParametersSetAsync()
    {
        if (_sheet?.Id == Id) return;
        var another = _sheet is not null;
        (_sheet, _refused, _done, _undo) = (null, null, false, null);
        await Read();
        if (another) _focus = "h1";
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } selector) return;
        _focus = null;
        await Js.InvokeVoidAsync("crm.keyboard.focus", selector);
    }

    private async Task Read()
    {
        _refused = await Attempt.Run(async actor =>
        {
            _sheet = await Sheets.Find(actor, Id);
            if (_sheet?.Choices.Any(c => c.Outcome is DealOutcome.Lost) is true) _loss ??= await Sheets.LossOptions();
        });
        if (_sheet is not null) return;
        await Denials.Tell(_refused ?? new DomainException("GEN-008"));
        if (_refused is null) Navigation.NotFound();
    }

    private async Task Reload()
    {
        await Read();
        _focus = "h1";
    }

    /// <summary>
    /// Somebody else changed the deal or the task. What the person types stays: when the task has left her hands, the page says so and
    /// lets her look when she wants to.
    /// </summary>
    private async Task Refresh()
    {
        if (_sheet is not { } shown || _busy || _done) return;
        TaskSheet? fresh = null;
        if (await Attempt.Run(async actor => fresh = await Sheets.Find(actor, Id)) is not null || fresh is null || _sheet != shown || _busy) return;
        if (shown is { IsOpen: true, IsMine: true } && fresh is not { IsOpen: true, IsMine: true }) _refused ??= new DomainException("TSK-002");
        else _sheet = fresh;
        StateHasChanged();
    }

    /// <summary>What was missing has been added: the answer can be given again.</summary>
    private async Task Mended()
    {
        await Read();
        _focus = "[data-choice]";
    }

    private Task Claim() => Change("task.claim", scope => scope.Claim(), "Claimed", "[data-choice]");

    private Task Release() => Change("task.release", scope => scope.Release(), "Released", "h1");

    private async Task Change(string act, Action<CommandScope> verb, string done, string focus)
    {
        if (await Refused(() => Acts.Run(new Act(Door.Page, Subject.Task(Id), act), verb))) return;
        Snackbar.Done(W[done]);
        await Read();
        _focus = focus;
        StateHasChanged();
    }

    private async Task Delegate()
    {
        var dialog = await Dialogs.ShowAsync<DelegateDialog>(W["Delegate_Title"]);
        if (await dialog.Result is not { Canceled: false, Data: ValueTuple<Guid, string> to }) return;
        var act = new Act(Door.Page, Subject.Task(Id), "task.delegate", new { to = to.Item1 });
        if (await Refused(() => Acts.Run(act, scope => scope.Delegate(to.Item1)))) return;
        Snackbar.Done(W["Delegated", to.Item2]);
        Navigation.NavigateTo("tasks");
    }

    private async Task Complete(TaskAnswer answer, bool confirmed = false)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var operation = Guid.CreateVersion7();
            var act = new Act(Door.Page, Subject.Task(Id), "task.complete", answer) { OperationId = operation, Confirm = confirmed };
            var details = new OutcomeDetails(answer.LossReasonId, answer.CompetitorId);
            if (!await Refused(() => Acts.Run(act, scope => scope.Complete(answer.Choice, answer.Text, details)), showWarnings: false))
            {
                await Completed(operation);
                return;
            }
        }
        finally
        {
            _busy = false;
        }

        if (_refused is not { IsWarning: true } warning) return;
        _refused = null;
        if (await Dialogs.ConfirmWarnings(warning)) await Complete(answer, confirmed: true);
        else _focus = "[data-choice]";
        StateHasChanged();
    }

    private async Task Completed(Guid operation)
    {
        await Js.InvokeVoidAsync("crm.keep.clear", TaskDecision.KeepName);
        await Read();
        _done = true;
        _focus = "[data-next]";
        var done = _sheet is { } sheet ? TaskOutcome.Where(sheet, W, Language) : W["Done_Title"].Value;
        if (_sheet?.Deal is null) Snackbar.Done(done);
        else
        {
            _undo = operation;
            var (deal, task) = (_sheet.Deal.Id, Id);
            Undoing.Offer(done, () => InvokeAsync(() => Undo(deal, operation, task)));
        }
        StateHasChanged();
    }

    /// <summary>The task is open again, in the hands it was in.</summary>
    private Task Undo() => _undo is { } act && _sheet?.Deal is { } deal ? Undo(deal.Id, act, Id) : Task.CompletedTask;

    /// <param name="task">The task that was completed; the page may show another one by now, or be left.</param>
    private async Task Undo(Guid deal, Guid act, Guid task)
    {
        if (_busy) return;
        _busy = true;
        var undone = await Undoing.Undo(deal, act);
        _busy = false;
        if (task != Id || _left) return;
        _undo = null;
        if (undone) _done = false;
        await Read();
        _focus = undone ? "[data-choice]" : "h1";
        StateHasChanged();
    }

    private async Task OpenNext()
    {
        // What was said of the last task does not belong to the next one.
        Snackbar.Clear();
        Guid? next = null;
        _refused = await Attempt.Run(async actor => next = await Inbox.Next(actor, Id));
        if (next is { } id)
        {
            Navigation.NavigateTo($"tasks/{id}");
            return;
        }

        if (_refused is not null) return;
        Snackbar.Done(W["Next_None"]);
        Navigation.NavigateTo("tasks");
    }

    /// <returns>True when it was refused; the refusal is on the page and has the focus, what was typed stays.</returns>
    private async Task<bool> Refused(Func<Task> verb, bool showWarnings = true)
    {
        _refused = await Attempt.Run(_ => verb());
        if (_refused is not null && (showWarnings || !_refused.IsWarning)) _focus = ".task-refused";
        StateHasChanged();
        return _refused is not null;
    }

    private static IReadOnlyList<string> Gates(TaskSheet sheet) => [.. sheet.Choices.SelectMany(c => c.Gates).Distinct()];

    private string Subtitle(TaskSheet sheet) => string.Join(" · ", new[]
    {
        sheet.StageName?.In(Language),
        sheet switch
        {
            { IsOpen: false } => null,
            { IsMine: true } => W["Holder_Me"].Value,
            { Holder: { } name } => name,
            { Queue: { } queue } => W["Holder_Queue", queue.In(Language)].Value,
            { Role: { } role } => W["Holder_Role", T[$"Role_{role}"].Value].Value,
            _ => null,
        },
    }.OfType<string>());
}
