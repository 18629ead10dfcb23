namespace Crm.Workflows.Definitions;

/// <summary>A connection whose both ends exist, by the positions of its ends among the children of the flowchart.</summary>
public sealed record FlowConnection(int Index, Connection Connection, int Source, int Target)
{
    public string Port => Connection.SourcePort;
    public string Key => Connection.Key;
}
