using Crm.Domain;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Hosting;

/// <summary>The common shape of an act on one record outside the deals: right, record, revision, verb.</summary>
internal static class RecordActs
{
    public static async Task<ContentHttpResult> On<T>(Guid id, string name, object? body, string right, Func<T, CommandScope, Task> verb, ApiCall call,
        Acts acts, CancellationToken cancellation) where T : Entity =>
        Answers.Done(await Run(id, name, body, right, verb, call, acts, cancellation));

    /// <summary>The same for a page, which needs no answer to send.</summary>
    public static Task<string> Run<T>(Guid id, string name, object? body, string right, Func<T, CommandScope, Task> verb, ApiCall call, Acts acts,
        CancellationToken cancellation) where T : Entity => acts.Run(call.On(Subject.None, name, new { id, body }), async scope =>
    {
        scope.Require(right);
        var record = await scope.Find<T>(id);
        record.ExpectRevision(call.Revision);
        await verb(record, scope);
        return (object?)new { record.Id };
    }, cancellation);
}
