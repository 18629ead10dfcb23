using System.Globalization;
using Crm.Domain;
using Crm.Domain.Errors;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Crm.Web.Shared;

/// <summary>Runs a verb for the person at the page with the rights of this moment; a refusal is shown, a fault is not hidden.</summary>
internal sealed class Attempt(CurrentActor current, ISnackbar snackbar, NavigationManager navigation)
{
    /// <returns>True when the verb was done; false when it was refused and the refusal is on the screen.</returns>
    public async Task<bool> Do(Func<Actor, Task> verb) => await Run(verb) is not { } refused || Show(refused);

    /// <returns>Null when the verb was done, otherwise the refusal for <c>RefusalAlert</c>; nothing is shown by itself.</returns>
    public async Task<DomainException?> Run(Func<Actor, Task> verb)
    {
        try
        {
            await verb(await current.Get());
            return null;
        }
        catch (Exception exception) when (Faults.AsRefusal(exception) is { } refused)
        {
            if (refused.Code is "GEN-010")
                navigation.NavigateTo($"account/sign-in?returnUrl={Uri.EscapeDataString("/" + navigation.ToBaseRelativePath(navigation.Uri))}", forceLoad: true);
            return refused;
        }
    }

    private bool Show(DomainException refused)
    {
        snackbar.Refuse(refused);
        return false;
    }
}

internal static class Snacks
{
    public static void Done(this ISnackbar snackbar, string text) => snackbar.Add(text, Severity.Success);

    public static void Refuse(this ISnackbar snackbar, DomainException refused)
    {
        foreach (var refusal in refused.Refusals)
            snackbar.Add($"{ErrorText.Format(refusal, CultureInfo.CurrentUICulture.Name)} ({refusal.Code})",
                refusal.IsWarning ? Severity.Warning : Severity.Error);
    }
}
