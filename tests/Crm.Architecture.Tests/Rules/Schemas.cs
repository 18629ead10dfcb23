using Microsoft.EntityFrameworkCore;

namespace Crm.Architecture.Tests.Rules;

/// <summary>A model that its migrations do not make is a database that misses a column.</summary>
internal static class Schemas
{
    public static IReadOnlyList<string> BehindTheirModel(IEnumerable<DbContext> contexts) =>
        [.. contexts.Where(context => context.Database.HasPendingModelChanges()).Select(context => $"{context.GetType().Name} has changes without a migration")];
}
