namespace Crm.Web.Security;

/// <summary>Section <c>Security</c> of the configuration. Limits are per minute; benchmarks and races set them high.</summary>
internal sealed record SecuritySettings
{
    public int SignInPerAccount { get; init; } = 5;
    public int SignInPerAddress { get; init; } = 20;
    public int ApiPerClient { get; init; } = 600;
    public int UnsafePerSession { get; init; } = 120;
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(12);
}
