namespace Crm.Web.Hosting;

internal sealed record DemoSignIn(string Name, string Login, string Password);

/// <summary>The sign-ins of the demo; filled by the seeding in Development, printed on the console.</summary>
internal sealed class DemoSignIns
{
    private readonly List<DemoSignIn> _all = [];

    public IReadOnlyList<DemoSignIn> All => _all;

    public bool IsDemo => _all.Count > 0;

    public void Add(DemoSignIn signIn) => _all.Add(signIn);
}
