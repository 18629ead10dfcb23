using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class BannedCallTests
{
    [Fact]
    public void Nothing_reads_an_ambient_clock_or_blocks_a_thread() =>
        Found.Nothing(BannedCalls.AmbientTimeAndBlocking(CompiledCode.All.SelectMany(CompiledCode.Types)));

    [Fact]
    public void Sql_is_written_in_the_data_folder_only() =>
        Found.Nothing(BannedCalls.RawSqlOutside(CompiledCode.Web.Types(), "Crm.Web.Data"));

    [Fact]
    public void Ambient_calls_are_found_in_methods_closures_and_state_machines() =>
        Assert.Equal(3, BannedCalls.AmbientTimeAndBlocking(CompiledCode.Violating("Ambient")).Count);

    [Fact]
    public void Sql_in_a_page_is_found()
    {
        Assert.Single(BannedCalls.RawSqlOutside(CompiledCode.Violating("Sql"), "Crm.Web.Data"));
        Assert.Empty(BannedCalls.RawSqlOutside(CompiledCode.Violating("Sql"), "Crm.Architecture.Tests.Violations.Sql"));
    }
}
