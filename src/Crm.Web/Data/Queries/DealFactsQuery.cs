using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>The facts that gates look at, read without locks to be shown.</summary>
internal static class DealFactsQuery
{
    /// <param name="ownerId">Whose discount limit holds; null for a deal that does not exist, which takes the same path.</param>
    public static async Task<(DealFacts Facts, bool ActorHasTasks)> Read(CrmDbContext database, Guid dealId, Guid? ownerId, Actor actor,
        DateTimeOffset now, Surroundings around, CancellationToken cancellation)
    {
        await database.Database.OpenConnectionAsync(cancellation);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = LoadSql.FactsOnly;
        foreach (var (name, value) in new (string, object)[] { ("id", dealId), ("actor", actor.Id), ("now", now.UtcTicks) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await FactsReader.Read(reader, now, around.Today(now), around.FindUser(ownerId)?.DiscountLimitPct ?? 10m, cancellation);
    }
}
