using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Crm.Web.Security;

/// <summary>A circuit outlives the request that opened it, so it keeps the principal itself.</summary>
internal sealed class CircuitIdentity(SignedIn signedIn, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        signedIn.Principal = (await authentication.GetAuthenticationStateAsync()).User;
}
