using Crm.Domain.Deals;

namespace Crm.Architecture.Tests.Violations.Path;

internal sealed record CommandScope(Deal Deal, Cause Cause, DateTimeOffset Now);
