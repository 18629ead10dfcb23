using System.Security.Claims;

namespace Crm.Web.Security;

/// <summary>Who this scope belongs to: set once by the request or by the circuit. It is identity only, never rights.</summary>
internal sealed class SignedIn
{
    public ClaimsPrincipal Principal { get; set; } = new();

    public Guid? UserId => Guid.TryParse(Principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
