using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Channels;

public sealed class ImportTests
{
    [Theory, OnBothDatabases]
    public async Task An_import_creates_work_and_tells_nobody(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var type = await work.Read(d => d.Set<DealType>().Where(t => t.Code == "standard-sale").Select(t => t.Id).SingleAsync());
        var command = Command.Of(Guid.CreateVersion7(), Actor.Job("import"), Door.Import, Subject.NewDeals, "import.deals");

        await work.Get<CommandRunner>().Run(command, async scope => await scope.Begin(await scope.Open(type, new Opening("Old pumps", work.Office.Anna.Id))),
            TestContext.Current.CancellationToken);
        await work.RunEverythingAsync();

        Assert.Equal(1, await work.Read(d => d.Set<TaskItem>().CountAsync()));
        Assert.Equal(0, await work.Read(d => d.Set<OutboxMessage>().CountAsync()));
        Assert.Empty(work.Letters.All);
    }
}
