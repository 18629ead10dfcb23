namespace Crm.Web.Tests.Deals;

public enum Store { Memory, Sqlite, Postgres }
