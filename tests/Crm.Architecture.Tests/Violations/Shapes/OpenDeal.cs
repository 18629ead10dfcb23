namespace Crm.Architecture.Tests.Violations.Shapes;

public class OpenDeal
{
    public string Stage { get; set; } = "";

    public string Name { get; init; } = "";

    internal sealed class Visit
    {
        public int Number = 1;
    }
}
