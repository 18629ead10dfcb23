using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Crm.Web.Channels;

/// <summary>Where people reach the product from outside: <c>PublicUrl</c> of the configuration, else the address that the host listens on.</summary>
internal sealed class PublicAddress
{
    private readonly Uri? configured;
    private readonly IServiceProvider services;

    public PublicAddress(IConfiguration configuration, IServiceProvider services)
    {
        this.services = services;
        if (configuration["PublicUrl"] is not { Length: > 0 } given) return;
        if (!Uri.TryCreate(given.TrimEnd('/') + "/", UriKind.Absolute, out configured) || configured.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("PublicUrl is an absolute address such as https://crm.example.com.");
    }

    public Uri Root => configured ?? Listening ?? new Uri("http://localhost/");

    public Uri Task(Guid id) => new(Root, $"tasks/{id}");

    public Uri Deal(Guid id) => new(Root, $"deals/{id}");

    public Uri Of(string path) => new(Root, path.TrimStart('/'));

    private Uri? Listening => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(address => address.Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//[::]", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal))
        .Select(address => new Uri(address.TrimEnd('/') + "/")).FirstOrDefault();
}
