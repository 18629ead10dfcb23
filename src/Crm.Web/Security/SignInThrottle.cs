using System.Threading.RateLimiting;

namespace Crm.Web.Security;

/// <summary>Slows guessing per account and per address. It never locks an account: a stranger could lock out its owner.</summary>
internal sealed class SignInThrottle(SecuritySettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _accounts = PerMinute(settings.SignInPerAccount);
    private readonly PartitionedRateLimiter<string> _addresses = PerMinute(settings.SignInPerAddress);

    /// <returns>How long to wait, or null when the attempt may go on.</returns>
    public TimeSpan? Wait(string login, string address)
    {
        using var byAddress = _addresses.AttemptAcquire(address);
        using var byAccount = _accounts.AttemptAcquire(login.ToUpperInvariant());
        if (byAddress.IsAcquired && byAccount.IsAcquired)
            return null;
        var refused = byAddress.IsAcquired ? byAccount : byAddress;
        return refused.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose()
    {
        _accounts.Dispose();
        _addresses.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }));
}
