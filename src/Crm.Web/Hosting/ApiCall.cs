using System.Globalization;
using Crm.Domain;
using Crm.Web.Security;
using Crm.Workflows.Runtime;

namespace Crm.Web.Hosting;

/// <summary>
/// What a program says besides the body: <c>Idempotency-Key</c> names the operation, <c>If-Match</c> the revision it saw,
/// <c>?confirm=true</c> accepts warnings.
/// </summary>
internal sealed record ApiCall(Guid? OperationId, long? Revision, bool Confirm)
{
    public static ValueTask<ApiCall?> BindAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var key = headers["Idempotency-Key"].ToString();
        var seen = headers.IfMatch.ToString();
        Guid? operation = key.Length == 0 ? null : Guid.TryParse(key, out var id) ? id : throw DomainException.For("GEN-001", "Idempotency-Key");
        long? revision = seen.Length is 0 || seen == "*" ? null
            : long.TryParse(seen.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw DomainException.For("GEN-001", "If-Match");
        var confirm = context.Request.Query["confirm"].ToString() is "true" or "1";
        return ValueTask.FromResult<ApiCall?>(new ApiCall(operation, revision, confirm));
    }

    /// <summary>A page that does the same as a program does.</summary>
    public static ApiCall OfPage(long? revision = null, bool confirm = false) => new(null, revision, confirm) { Door = Door.Page };

    public Door Door { get; private init; } = Door.Api;

    public Act On(Subject subject, string name, object? body = null) =>
        new(Door, subject, name, body) { OperationId = OperationId, Revision = Revision, Confirm = Confirm };
}
