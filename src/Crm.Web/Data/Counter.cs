namespace Crm.Web.Data;

/// <summary>A number that only grows, one row per purpose.</summary>
internal sealed class Counter
{
    public string Name { get; private set; } = "";
    public long Value { get; private set; }
}
