using Crm.Domain.Campaigns;

namespace Crm.Domain.Tests.Campaigns;

public sealed class AdChannelTests
{
    [Fact]
    public void Names_are_compared_without_case_and_spaces() => Assert.Equal(A.AdChannel("Trade Fair").NameKey, A.AdChannel(" tradefair ").NameKey);

    [Fact]
    public void A_channel_brings_campaigns_unless_stated() => Assert.Equal([SourceType.Campaign], A.AdChannel().SourceTypes);

    [Fact]
    public void A_source_of_another_type_is_refused() =>
        Assert.Equal("ADC-003", Assert.Throws<DomainException>(() => A.AdChannel("Fair", SourceType.Customer).Accept(SourceType.User)).Code);

    [Fact]
    public void A_channel_is_not_merged_into_its_own_child()
    {
        var (parent, child) = (A.AdChannel("Web"), A.AdChannel("Search"));

        Assert.Equal("ADC-004", Assert.Throws<DomainException>(() => parent.MergeInto(child, [parent.Id], A.Cause(), A.Now)).Code);

        child.MergeInto(parent, [], A.Cause(), A.Now);
        Assert.False(child.Active);
    }
}
