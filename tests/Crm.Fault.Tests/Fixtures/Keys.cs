using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Fault.Tests.Fixtures;

/// <summary>Keys of people, for clients of a host in another process.</summary>
internal static class Keys
{
    public static Task<string> IssueAsync(CrmApp app, Person person) => app.InScopeAsync(async services =>
    {
        var (token, text) = ApiToken.Issue(person.Id, "faults", TimeSpan.FromDays(1), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var context = services.GetRequiredService<CrmDbContext>();
        context.Add(token);
        await context.SaveChangesAsync();
        return text;
    });
}
