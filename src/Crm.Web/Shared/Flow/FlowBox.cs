using Crm.Workflows.Definitions;

namespace Crm.Web.Shared.Flow;

/// <summary>One step in the picture of a flow, by its upper left corner.</summary>
public sealed record FlowBox(ActivityNode Node, int X, int Y)
{
    public const int Width = 220, Height = 60;
}
