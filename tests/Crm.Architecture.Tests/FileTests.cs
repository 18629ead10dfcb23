using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class FileTests
{
    [Fact]
    public void A_file_fits_into_one_head() => Found.Nothing(Files.TooLong(SourceFile.All));

    [Fact]
    public void A_file_holds_one_public_type() => Found.Nothing(Files.SeveralPublicTypes(SourceFile.All));

    [Fact]
    public void A_file_is_named_as_its_type() => Found.Nothing(Files.OtherNameThanTheirType(SourceFile.All));

    [Fact]
    public void The_sources_are_found() => Assert.Contains(SourceFile.All, file => file.Path == "src/Crm.Domain/DomainException.cs");

    [Fact]
    public void A_long_file_is_found() =>
        Assert.Single(Files.TooLong([new("src/Long.cs", string.Concat(Enumerable.Repeat("//\n", 301))), new("src/Short.cs", "//\n")]));

    [Fact]
    public void Two_types_in_one_file_are_found_and_an_enum_beside_its_type_is_not()
    {
        var two = new SourceFile("src/Deal.cs", "namespace X;\n\npublic sealed class Deal\n{\n}\n\npublic sealed partial record Visit(int Number);\n");
        var withEnum = new SourceFile("src/Deal.cs", "namespace X;\n\npublic sealed class Deal;\n\npublic enum Outcome { Open }\n");
        var api = two with { Path = "src/Crm.Web/Features/Deals/DealsApi.cs" };

        Assert.Equal("src/Deal.cs holds Deal, Visit", Assert.Single(Files.SeveralPublicTypes([two, withEnum, api])));
    }

    [Fact]
    public void Another_name_than_the_type_is_found_and_a_part_of_a_type_is_not()
    {
        const string deal = "namespace X;\n\npublic sealed partial class Deal;\n";

        Assert.Empty(Files.OtherNameThanTheirType([new("src/Deal.cs", deal), new("src/Deal.Stages.cs", deal)]));
        Assert.Single(Files.OtherNameThanTheirType([new("src/Stages.cs", deal)]));
    }
}
