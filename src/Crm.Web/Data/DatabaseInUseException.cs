namespace Crm.Web.Data;

/// <summary>Two processes on one SQLite file would each believe to be alone: timers would fire twice.</summary>
internal sealed class DatabaseInUseException(string file)
    : Exception($"The database {file} is in use by another process. Stop it, or use PostgreSQL to run several nodes.")
{
    public const int ExitCode = 3;
}
