namespace Crm.Workflows.Definitions;

public sealed record OutputDescriptor(string Name, string TypeName);
