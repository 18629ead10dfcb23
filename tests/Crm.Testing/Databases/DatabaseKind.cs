namespace Crm.Testing;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
