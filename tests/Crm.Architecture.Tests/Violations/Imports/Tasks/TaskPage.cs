namespace Crm.Architecture.Tests.Violations.Imports.Tasks;

internal sealed class TaskPage;
