using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Api;

public sealed class DueTimeTests
{
    /// <summary>Moscow works Monday to Friday 9–13 and 14–18, three hours ahead of UTC; the first task has 8 working hours.</summary>
    [Theory]
    [InlineData("2026-11-20T13:30:00Z", "2026-11-23T13:30:00Z")]
    [InlineData("2026-11-21T08:00:00Z", "2026-11-23T15:00:00Z")]
    public async Task The_first_task_is_due_after_eight_working_hours(string opened, string due)
    {
        var clock = new TestClock(DateTimeOffset.Parse(opened, System.Globalization.CultureInfo.InvariantCulture));
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite, clock);
        var sale = await StandardSale.OpenAsync(office);

        var task = await sale.TaskAsync("t1");

        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), (DateTimeOffset)task["dueAt"]!);
    }
}
