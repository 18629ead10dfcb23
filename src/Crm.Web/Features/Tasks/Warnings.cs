using Crm.Domain;
using MudBlazor;

namespace Crm.Web.Features.Tasks;

internal static class Warnings
{
    /// <returns>Whether the person goes on although she was warned.</returns>
    public static async Task<bool> ConfirmWarnings(this IDialogService dialogs, DomainException warned)
    {
        var dialog = await dialogs.ShowAsync<WarningsDialog>(null, new DialogParameters<WarningsDialog> { { d => d.Refused, warned } });
        return await dialog.Result is { Canceled: false };
    }
}
