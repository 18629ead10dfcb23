using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class TypeShapeTests
{
    [Fact]
    public void Classes_are_sealed_or_abstract() =>
        Found.Nothing(TypeShapes.OpenForInheritance(CompiledCode.All.SelectMany(CompiledCode.Types).Where(type => !type.Namespace.IsIn("Crm.Web.Data.Migrations"))));

    [Fact]
    public void Nothing_in_the_domain_can_be_set_from_outside() => Found.Nothing(TypeShapes.OpenForWriting(CompiledCode.Domain.Types()));

    [Fact]
    public void An_open_class_and_a_public_setter_are_found()
    {
        var violations = CompiledCode.Violating("Shapes");

        Assert.Contains("OpenDeal is neither", Assert.Single(TypeShapes.OpenForInheritance(violations)), StringComparison.Ordinal);
        Assert.Collection(TypeShapes.OpenForWriting(violations),
            found => Assert.Contains("OpenDeal.Stage", found, StringComparison.Ordinal),
            found => Assert.Contains("Visit.Number", found, StringComparison.Ordinal));
    }
}
