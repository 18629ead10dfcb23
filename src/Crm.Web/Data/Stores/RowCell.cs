namespace Crm.Web.Data.Stores;

/// <summary>Where the value of one parameter is: in that column of that record.</summary>
internal readonly record struct RowCell(RowColumn Column, object Record);
