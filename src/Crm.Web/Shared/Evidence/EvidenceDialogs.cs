using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Crm.Web.Shared.Evidence;

/// <summary>Opens the dialogs in which proofs of a deal are made.</summary>
internal static class EvidenceDialogs
{
    /// <returns>True when something was changed.</returns>
    public static async Task<bool> Open<T>(this IDialogService dialogs, DialogParameters<T> parameters, bool wide = false) where T : IComponent
    {
        var dialog = await dialogs.ShowAsync<T>(null, parameters, new DialogOptions { MaxWidth = wide ? MaxWidth.Medium : MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true, BackdropClick = false });
        return await dialog.Result is { Canceled: false };
    }
}
