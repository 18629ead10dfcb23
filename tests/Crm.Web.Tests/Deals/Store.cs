namespace Crm.Web.Tests.Deals;

/// <summary>Where the records are, and the door the acts come through: straight down the command path, or as calls of the API.</summary>
public enum Store { Memory, Sqlite, Postgres, HttpSqlite, HttpPostgres }
