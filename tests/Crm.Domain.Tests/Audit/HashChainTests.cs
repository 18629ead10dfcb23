using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Tests.Audit;

public sealed class HashChainTests
{
    [Fact]
    public void A_chain_of_records_gives_the_agreed_hashes()
    {
        var first = HashChain.Next(HashChain.Start, """{"actor":"u-1","at":"2026-11-23T09:00:00.000Z","dealId":"d-1","kind":"deal.opened","seq":1}""");
        var second = HashChain.Next(first, """{"actor":"u-1","at":"2026-11-23T09:05:00.000Z","dealId":"d-1","from":"first-contact","kind":"deal.stage_changed","seq":2,"to":"qualification"}""");

        Assert.Equal("a2e526928d8cbfc761c69d59f27adb2a95a316f8b429c0af59f77101264e09ab", first);
        Assert.Equal("4cfc4f585f0c0913d8a83cda86e5f0ed9d330572ebe704669df6f1d8eba999fe", second);
    }

    [Theory]
    [InlineData("""{"b":1.50,"a":[true,null,"é\n"]}""", """{"a":[true,null,"é\n"],"b":1.5}""")]
    [InlineData("""{ "z" : 10, "Z" : -0.10 }""", """{"Z":-0.1,"z":10}""")]
    public void Canonical_text_has_one_spelling(string json, string canonical) => Assert.Equal(canonical, CanonicalJson.Write(JsonNode.Parse(json)));

    [Fact]
    public void The_record_of_a_fact_is_canonical_whatever_its_texts_are()
    {
        var deal = A.Deal();
        deal.Record("deal.\"odd\"\n", new Facts().With("b", "\u0001 \"quoted\"").With("a", 1), A.Cause(), A.Now);

        var record = deal.NewEvents[^1].Record();

        Assert.Equal(CanonicalJson.Write(JsonNode.Parse(record)), record);
        Assert.Equal("deal.\"odd\"\n", (string?)JsonNode.Parse(record)!["kind"]);
        Assert.Equal("\u0001 \"quoted\"", (string?)JsonNode.Parse(record)!["payload"]!["b"]);
    }
}
