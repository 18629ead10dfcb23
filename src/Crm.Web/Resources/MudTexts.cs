namespace Crm.Web.Resources;

/// <summary>Marker of the resource files of the same name: the component library's own words, which it ships in English only.</summary>
public sealed class MudTexts;
