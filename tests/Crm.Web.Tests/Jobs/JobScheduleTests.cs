using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Crm.Web.Tests.Jobs;

public sealed class JobScheduleTests
{
    [Theory, OnBothDatabases]
    public async Task The_host_performs_by_itself_what_a_command_left_behind(DatabaseKind kind)
    {
        var letters = new SentLetters();
        await using var app = await CrmApp.StartAsync(new CrmAppOptions
        {
            Database = kind,
            Settings = new Dictionary<string, string?> { ["Jobs:Enabled"] = "true", ["Jobs:PollSeconds"] = "0.2" },
            Services = services => services.Replace(ServiceDescriptor.Singleton<IMessageSender>(letters)),
        });
        await using var office = await SalesOffice.InAsync(app);

        await OutboxTests.OpenForAnnaAsync(office);

        Assert.True(await Machine.UntilAsync(async () => await PendingAsync(office) == 0, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Single(letters.All);
    }

    private static Task<int> PendingAsync(SalesOffice office) => office.ReadAsync(d => d.Set<OutboxMessage>().CountAsync(m => m.State == OutboxState.Pending));
}
