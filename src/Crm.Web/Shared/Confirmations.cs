using MudBlazor;

namespace Crm.Web.Shared;

internal static class Confirmations
{
    public static async Task<bool> Confirm(this IDialogService dialogs, string title, string? text = null, string? act = null, Color color = Color.Primary)
    {
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(null, new DialogParameters<ConfirmDialog>
        {
            { d => d.Title, title }, { d => d.Text, text }, { d => d.Act, act }, { d => d.Color, color },
        });
        return await dialog.Result is { Canceled: false };
    }

    /// <returns>The reason, or null when the person thought better of it.</returns>
    public static async Task<string?> AskReason(
        this IDialogService dialogs, string title, string reasonLabel, string? text = null, string? act = null, Color color = Color.Primary)
    {
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(null, new DialogParameters<ConfirmDialog>
        {
            { d => d.Title, title }, { d => d.Text, text }, { d => d.Act, act }, { d => d.Color, color },
            { d => d.AskReason, true }, { d => d.ReasonLabel, reasonLabel },
        });
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
