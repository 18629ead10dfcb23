using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Security;
using Crm.Workflows.Runtime;

namespace Crm.Web.Hosting;

/// <summary>Keys for programs: everybody makes and revokes her own, an administrator revokes anybody's.</summary>
internal sealed class ApiKeyActs(Acts acts)
{
    /// <returns>The key, or null when the call was a repetition: it cannot be read back.</returns>
    public async Task<(string Answer, string? Key)> Issue(string name, int days, ApiCall call, CancellationToken cancellation = default)
    {
        string? key = null;
        var answer = await acts.Run(call.On(Subject.None, "api_key.issue", new { name, days }), scope =>
        {
            // A stolen key must not outlive itself by making another.
            if (scope.Actor.Kind != ActorKind.User)
                throw new DomainException([new Refusal("GEN-009") { Text = new LocalText("A key is made by a person who is signed in", "Ключ создаёт человек, вошедший в систему") }]);
            var checks = new Checks();
            var tidy = checks.Text(name, 120, "name");
            checks.That(days is >= 1 and <= 365, "GEN-003", "days", "days");
            checks.Throw();
            var (token, text) = ApiToken.Issue(scope.Actor.Id, tidy, TimeSpan.FromDays(days), scope.Now);
            scope.Add(token);
            scope.Audit("api_key.issued", nameof(ApiToken), token.Id, new JsonObject { ["userId"] = token.UserId.ToString(), ["expiresAt"] = token.ExpiresAt.ToString("O") });
            key = text;
            return Task.FromResult((object?)new { token.Id });
        }, cancellation);
        return (answer, key);
    }

    public Task<string> Revoke(Guid id, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(Subject.None, "api_key.revoke", new { id }), async scope =>
        {
            var token = await scope.Find<ApiToken>(id);
            // Whose key it is stays unknown to those who may not know.
            if (token.UserId != scope.Actor.Id && !scope.Actor.Has(Right.AdminUsers)) throw new DomainException("GEN-008");
            if (token.RevokedAt is null)
                scope.Audit("api_key.revoked", nameof(ApiToken), id, new JsonObject { ["userId"] = token.UserId.ToString() });
            token.Revoke(scope.Now);
            return (object?)new { id };
        }, cancellation);
}
