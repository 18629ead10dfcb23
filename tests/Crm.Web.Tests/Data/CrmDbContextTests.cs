using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Tests.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Data;

public sealed class CrmDbContextTests
{
    [Theory]
    [OnBothDatabases]
    public async Task Each_write_counts_a_revision_and_the_later_of_two_writers_loses(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        await house.App.InScopeAsync(async host =>
        {
            var databases = host.GetRequiredService<IDbContextFactory<CrmDbContext>>();
            await using var first = await databases.CreateDbContextAsync(House.Stop);
            await using var second = await databases.CreateDbContextAsync(House.Stop);
            var mine = await first.Set<User>().SingleAsync(u => u.Id == house.Anna.Id, House.Stop);
            var hers = await second.Set<User>().SingleAsync(u => u.Id == house.Anna.Id, House.Stop);
            Assert.Equal(1, mine.Revision);

            mine.ChangeDiscountLimit(20, House.Cause, TestClock.Monday);
            await first.SaveChangesAsync(House.Stop);
            Assert.Equal(2, mine.Revision);

            hers.ChangeDiscountLimit(30, House.Cause, TestClock.Monday);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(House.Stop));
        });
    }

    [Theory]
    [OnBothDatabases]
    public async Task An_instant_comes_back_to_the_tick(DatabaseKind kind)
    {
        var at = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(5.5)).AddTicks(1234567);
        await using var house = await House.OpenAsync(kind);
        var boris = User.Invite("Boris", "boris", null, [Role.Auditor], null, "ru", "Etc/UTC", House.Cause, at);
        await house.App.InScopeAsync(async host =>
        {
            var databases = host.GetRequiredService<IDbContextFactory<CrmDbContext>>();
            await using (var database = await databases.CreateDbContextAsync(House.Stop))
            {
                database.Add(boris);
                await database.SaveChangesAsync(House.Stop);
            }

            await using var again = await databases.CreateDbContextAsync(House.Stop);
            var read = await again.Set<User>().SingleAsync(u => u.CreatedAt == at, House.Stop);
            Assert.Equal((at.UtcTicks, TimeSpan.Zero), (read.CreatedAt.UtcTicks, read.CreatedAt.Offset));
            Assert.Equal([Role.Auditor], read.Roles);
        });
    }

    [Fact]
    public async Task A_second_process_may_not_open_the_same_file()
    {
        await using var house = await House.OpenAsync();
        using var second = ActivatorUtilities.CreateInstance<DatabaseStart>(house.App.Services);

        var refused = await Assert.ThrowsAsync<DatabaseInUseException>(() => second.Run(House.Stop));

        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
    }
}
