using System.Net;
using Crm.Web.Channels.Calls;
using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Web.Tests.Channels;

/// <summary>S-120 to S-122: where a call may go.</summary>
public sealed class CallRulesTests
{
    private static readonly CallSettings Settings = new() { Allow = ["api.example.com", "api.example.com:8443", "127.0.0.1", "localhost"], Private = ["http://erp.local:8080"] };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://api.example.com/")]
    [InlineData("https://api.example.com:444/")]
    [InlineData("https://user@api.example.com/")]
    [InlineData("https://user:word@api.example.com/")]
    [InlineData("https://api.example.com.evil.test/")]
    [InlineData("https://example.com/")]
    [InlineData("https://erp.local:8080/")]
    [InlineData("http://erp.local/")]
    [InlineData("ftp://api.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://api.example.com/")]
    [InlineData("//api.example.com/")]
    [InlineData("api.example.com")]
    [InlineData("https://localhost./")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("")]
    public void S_121_an_address_that_is_not_allowed_is_refused(string url) =>
        Assert.Equal(CallFailure.Refused, Assert.Throws<CallFailedException>(() => new CallRules(Settings).Check(url)).Failure);

    [Theory]
    [InlineData("https://api.example.com/a?b=c")]
    [InlineData("https://API.example.com:8443/")]
    [InlineData("http://erp.local:8080/orders")]
    public void What_the_deployment_names_is_allowed(string url) => Assert.Equal(url, new CallRules(Settings).Check(url).OriginalString);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("ff02::1")]
    public void S_121_an_address_that_is_no_public_host_is_refused(string address) => Assert.False(CallRules.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    public void A_public_host_is_one(string address) => Assert.True(CallRules.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://localhost/")]
    public async Task S_121_a_spelling_of_this_machine_is_refused_even_when_it_is_on_the_list(string url)
    {
        using var client = new CallClient(Settings);

        Assert.Equal(CallFailure.Refused, await FailureOf(client, url));
    }

    [Theory]
    [InlineData("8.8.8.8", "10.0.0.1")]
    [InlineData("127.0.0.1")]
    public async Task S_120_every_address_of_a_host_is_checked_and_resolved_once_for_a_connection(params string[] addresses)
    {
        var asked = 0;
        using var client = new CallClient(Settings, (_, _) =>
        {
            asked++;
            return Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
        });

        Assert.Equal((CallFailure.Refused, 1), (await FailureOf(client, "https://api.example.com/"), asked));
    }

    private static async Task<CallFailure> FailureOf(CallClient client, string url) =>
        (await Assert.ThrowsAsync<CallFailedException>(() => client.Send(new HttpCall("1", Guid.Empty, "GET", url), "key", Stop))).Failure;
}
