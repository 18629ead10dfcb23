namespace Crm.Workflows.Runtime;

/// <summary>A step names a definition that has not been read yet: a cycle cannot read it, so the command is run again with it at hand.</summary>
internal sealed class DefinitionNeededException(string definitionId) : Exception("A definition has to be read first.")
{
    public string DefinitionId => definitionId;
}
