using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data.Stores;
using Crm.Web.Resources;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Crm.Web.Features.Deals;

public sealed partial class DealBoardPage(IServiceProvider services, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar)
{
    private IReadOnlyList<DealBoardType> _types = [];
    private IReadOnlyList<User> _people = [];
    private IReadOnlyList<Unit> _units = [];
    private DealBoardType? _type;
    private DealBoardView? _board;
    private Actor? _me;
    private string? _chosen;
    private (DealBoardCard Card, string Column)? _dragged;
    private bool _loading = true;

    [Parameter] public string? DealType { get; set; }
    [SupplyParameterFromQuery(Name = "q")] public string? Text { get; set; }
    [SupplyParameterFromQuery(Name = "owner")] public Guid? OwnerId { get; set; }
    [SupplyParameterFromQuery(Name = "unit")] public Guid? UnitId { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.Name;
    private bool MayMove => _me?.Has(Right.DealsMove) is true;
    private string? Chosen => _board?.Columns.Any(c => c.Code == _chosen) is true ? _chosen : _board?.Columns.Select(c => c.Code).FirstOrDefault();
    private DealBoardFilter Filter => new(Text, OwnerId, UnitId);
    private DealBoardReader Reader => services.GetRequiredService<DealBoardReader>();

    /// <summary>Whole units: cents only make cards harder to compare.</summary>
    internal static string Short(Money money) => money.Amount.ToString("N0", CultureInfo.CurrentCulture) + "\u00a0" + money.Currency;

    protected override async Task OnParametersSetAsync()
    {
        _me = await services.GetRequiredService<CurrentActor>().Get();
        _me.Require(Right.DealsView);
        if (_types.Count == 0)
        {
            _types = await Reader.Types();
            var around = await services.GetRequiredService<SurroundingsCache>().Get();
            _people = [.. around.Users.Values.Where(u => u.Active).OrderBy(u => u.Name, StringComparer.CurrentCulture)];
            _units = [.. around.Units.Values.OrderBy(u => u.Name, StringComparer.CurrentCulture)];
        }
        _type = DealType is null ? _types.Count > 0 ? _types[0] : null : _types.FirstOrDefault(t => t.Code == DealType) ?? throw new DomainException("GEN-008");
        await Load();
    }

    private async Task Load()
    {
        if (_type is null) return;
        _loading = true;
        _me = await services.GetRequiredService<CurrentActor>().Get();
        _board = await Reader.Read(_me, _type, Filter);
        _loading = false;
    }

    /// <summary>Reads the board again as far as it is shown; a card that is being dragged stays in the hand.</summary>
    private async Task Refresh()
    {
        if (_type is not { } type || _board is not { } shown || _loading) return;
        var me = await services.GetRequiredService<CurrentActor>().Get();
        var fresh = await Reader.Read(me, type, Filter);
        var columns = new List<DealBoardColumn>();
        foreach (var column in fresh.Columns)
        {
            var wanted = shown.Columns.FirstOrDefault(c => c.Code == column.Code)?.Cards.Count ?? 0;
            columns.Add(column.HasMore && column.Cards.Count < wanted ? await Longer(me, type, column, wanted) : column);
        }
        if (_board != shown) return;
        (_me, _board) = (me, fresh with { Columns = columns });
        StateHasChanged();
    }

    private async Task<DealBoardColumn> Longer(Actor me, DealBoardType type, DealBoardColumn column, int wanted)
    {
        var cards = column.Cards.ToList();
        while (cards.Count < wanted && await Reader.More(me, type, Filter, column.Code, cards.Count) is { Count: > 0 } more)
            cards.AddRange(more.Where(card => cards.TrueForAll(c => c.Id != card.Id)));
        return column with { Cards = cards };
    }

    private void Go(string? type, (string Name, object? Value)? changed)
    {
        var query = new Dictionary<string, object?> { ["q"] = Text, ["owner"] = OwnerId, ["unit"] = UnitId };
        if (changed is { } change) query[change.Name] = change.Value is "" ? null : change.Value;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters($"board/{type ?? _type?.Code}", query), replace: changed is not null);
    }

    private void Narrow(string name, object? value) => Go(_type?.Code, (name, value));

    private string NameOf(DealBoardColumn column) => column.Name?.In(Language)
        ?? (column.Outcome is { } outcome ? B[$"Outcome_{outcome}"].Value : column.Code.Length == 0 ? B["Board_NoStage"].Value : column.Code);

    private async Task More(DealBoardColumn column)
    {
        if (_board is null || _type is null) return;
        var me = await services.GetRequiredService<CurrentActor>().Get();
        var more = await Reader.More(me, _type, Filter, column.Code, column.Cards.Count);
        var seen = column.Cards.Select(c => c.Id).ToHashSet();
        Replace(column with { Cards = [.. column.Cards, .. more.Where(c => !seen.Contains(c.Id))], Count = more.Count == 0 ? column.Cards.Count : column.Count });
    }

    private void Replace(DealBoardColumn column) =>
        _board = _board! with { Columns = [.. _board.Columns.Select(c => c.Code == column.Code ? column : c)] };

    private async Task Create()
    {
        var dialog = await dialogs.ShowAsync<NewDealDialog>(null, new DialogParameters<NewDealDialog> { { d => d.TypeCode, _type?.Code } });
        await dialog.Result;
    }

    private Task Drop(string target)
    {
        if (_dragged is not var (card, from)) return Task.CompletedTask;
        _dragged = null;
        return from == target ? Task.CompletedTask : Begin(card, target);
    }

    private Task Menu(DealBoardCard card, string column) => Begin(card, null);

    /// <summary>A strict deal explains itself; a manual one asks for the target and the reason only where they are missing.</summary>
    private async Task Begin(DealBoardCard card, string? target)
    {
        var reader = services.GetRequiredService<DealBoardMovesReader>();
        DealBoardMoves? moves = null;
        DealBoardBlock? block = null;
        var found = await services.GetRequiredService<Attempt>().Do(async me =>
        {
            if (card.ControlMode == ControlMode.Strict) block = await reader.Block(me, card.Id);
            else moves = await reader.Moves(me, card.Id);
        });
        if (!found) return;
        if (block is not null)
        {
            await dialogs.ShowAsync<DealBoardStrictDialog>(null, new DialogParameters<DealBoardStrictDialog> { { d => d.Block, block } });
            return;
        }
        var move = moves!.Moves.FirstOrDefault(m => m.Code == target);
        if (move is { NeedsReason: false })
        {
            await Move(moves, new DealBoardMoveChoice(move.Code, null));
            return;
        }
        var dialog = await dialogs.ShowAsync<DealBoardMoveDialog>(null, new DialogParameters<DealBoardMoveDialog> { { d => d.Moves, moves }, { d => d.Target, move?.Code } });
        if (await dialog.Result is { Canceled: false, Data: DealBoardMoveChoice choice }) await Move(moves, choice);
    }

    private async Task Move(DealBoardMoves moves, DealBoardMoveChoice choice)
    {
        var operation = Guid.CreateVersion7();
        var refused = await Run(moves, choice, operation, confirm: false);
        if (refused is { IsWarning: true })
        {
            var warnings = string.Join("\n", refused.Refusals.Select(r => Crm.Domain.Errors.ErrorText.Format(r, Language)));
            if (!await dialogs.Confirm(T["Refusal_Warning"], warnings, T["Refusal_Anyway"], Color.Warning)) return;
            operation = Guid.CreateVersion7();
            refused = await Run(moves, choice, operation, confirm: true);
        }
        if (refused is not null) snackbar.Refuse(refused);
        else
        {
            var undo = services.GetRequiredService<UndoActs>();
            undo.Offer(B["Move_Done", moves.Moves.First(m => m.Code == choice.Stage).Name.In(Language)], () => InvokeAsync(async () =>
            {
                await undo.Undo(moves.DealId, operation);
                await Load();
                StateHasChanged();
            }));
        }
        await Load();
    }

    private Task<DomainException?> Run(DealBoardMoves moves, DealBoardMoveChoice choice, Guid operation, bool confirm) =>
        services.GetRequiredService<Attempt>().Run(_ => services.GetRequiredService<Acts>().Run(
            new Act(Door.Page, Subject.Deal(moves.DealId), "deal.move", new { choice.Stage, choice.Reason, confirm }) { OperationId = operation, Revision = moves.Revision, Confirm = confirm },
            scope => scope.MoveTo(choice.Stage, choice.Reason)));
}

internal sealed record DealBoardMoveChoice(string Stage, string? Reason);
