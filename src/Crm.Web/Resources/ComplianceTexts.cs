namespace Crm.Web.Resources;

/// <summary>Marker of the resource files of the same name.</summary>
public sealed class ComplianceTexts;
