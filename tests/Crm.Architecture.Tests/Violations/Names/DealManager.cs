namespace Crm.Architecture.Tests.Violations.Names;

internal static class DealManager;
