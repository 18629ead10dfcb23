using System.Net;
using System.Net.Sockets;

namespace Crm.Web.Channels.Calls;

/// <summary>Where a call may go: a procedure must not reach through this server into the network behind it.</summary>
internal sealed class CallRules(CallSettings settings)
{
    // Everything that is not one host of the public Internet, by the registries of special addresses.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    /// <exception cref="CallFailedException">Refused.</exception>
    public Uri Check(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0) throw new CallFailedException(CallFailure.Refused);
        return IsPrivate(uri) || uri.Scheme == Uri.UriSchemeHttps && settings.Allow.Any(host => Names(host, uri)) ? uri : throw new CallFailedException(CallFailure.Refused);
    }

    /// <summary>Every address of the host is checked, so that none can be chosen afterwards that was not.</summary>
    /// <exception cref="CallFailedException">Refused.</exception>
    public void Check(Uri uri, IReadOnlyCollection<IPAddress> addresses)
    {
        if (addresses.Count == 0 || !IsPrivate(uri) && !addresses.All(IsPublic)) throw new CallFailedException(CallFailure.Refused);
    }

    public static bool IsPublic(IPAddress address) => !address.IsIPv4MappedToIPv6
        && (address.AddressFamily == AddressFamily.InterNetwork || PublicV6.Contains(address)) && !Special.Any(network => network.Contains(address));

    private bool IsPrivate(Uri uri) => settings.Private.Any(origin => Uri.Compare(new Uri(origin), uri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped,
        StringComparison.OrdinalIgnoreCase) == 0);

    private static bool Names(string allowed, Uri uri) =>
        string.Equals(allowed, uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}", StringComparison.OrdinalIgnoreCase);
}
