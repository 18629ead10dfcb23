using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class NameTests
{
    // Each exception has its reason; an empty list is the aim.
    private static readonly string[] Exceptions = [];

    private static IEnumerable<CompiledType> DomainAndEngine => CompiledCode.Domain.Types().Concat(CompiledCode.Workflows.Types());

    [Fact]
    public void No_type_ends_in_a_word_that_says_nothing() =>
        Found.Nothing(Names.EmptySuffixes(CompiledCode.All.SelectMany(CompiledCode.Types), Exceptions));

    [Fact]
    public void One_idea_has_one_word() => Found.Nothing(Names.OtherWords(DomainAndEngine, Exceptions));

    [Fact]
    public void A_manager_and_an_opportunity_are_found()
    {
        Assert.Contains("DealManager", Assert.Single(Names.EmptySuffixes(CompiledCode.Violating("Names"))), StringComparison.Ordinal);
        Assert.Contains("Opportunity", Assert.Single(Names.OtherWords(CompiledCode.Violating("Names"))), StringComparison.Ordinal);
    }
}
