namespace Crm.Workflows.Runtime;

/// <summary>How credentials are made unreadable where an effect waits, and readable again when it leaves. The host knows how; in memory nothing needs it.</summary>
public sealed record EffectSecrets(Func<string, string> Conceal, Func<string, string> Reveal)
{
    public static readonly EffectSecrets None = new(text => text, text => text);
}
