namespace Crm.Domain;

/// <summary>Through which entrance a command came.</summary>
public enum Door { Page, Api, Import, Job, Signal }
