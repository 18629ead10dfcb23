using System.Text.Json.Nodes;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Compliance;

/// <summary>Who looked at what is itself part of the record.</summary>
internal static class Reading
{
    public static void Of(CommandScope scope, string kind, Guid? deal)
    {
        scope.Require(Right.AuditRead);
        scope.Audit(kind, "Deal", deal, new JsonObject());
    }
}
