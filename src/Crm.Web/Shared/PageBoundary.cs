using Microsoft.AspNetCore.Components.Web;

namespace Crm.Web.Shared;

/// <summary>
/// Shows what stands in the way of a page. The framework clears a failed page first, and while that waits to be drawn it forgets to draw
/// the reason after it: the frame would stay empty.
/// </summary>
public sealed class PageBoundary : ErrorBoundary
{
    protected override async Task OnErrorAsync(Exception exception)
    {
        await base.OnErrorAsync(exception);
        await Task.Yield();
        StateHasChanged();
    }
}
