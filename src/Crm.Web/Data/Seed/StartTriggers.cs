using Crm.Domain;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>Brings the index of start triggers up to what was published without it: with the product, or before there was one (TR-01).</summary>
internal sealed class StartTriggers(CommandRunner runner)
{
    private static readonly Actor Start = Actor.Job("start");

    public async Task Index(CrmDbContext database, CancellationToken cancellation = default)
    {
        if (!await database.Set<DefinitionVersion>().AnyAsync(d => d.IsPublished && !d.IsIndexed, cancellation)) return;
        await runner.Run(Command.Of(Guid.CreateVersion7(), Start, Door.Job, Subject.None, "triggers.index"), scope => scope.IndexTriggers(), cancellation);
    }
}
