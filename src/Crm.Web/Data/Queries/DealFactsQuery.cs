using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>The facts that gates look at, read without locks to be shown.</summary>
internal static class DealFactsQuery
{
    public static async Task<DealFacts> Read(CrmDbContext database, Deal deal, Actor actor, DateTimeOffset now, Surroundings around, CancellationToken cancellation)
    {
        await database.Database.OpenConnectionAsync(cancellation);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = LoadSql.FactsOnly;
        foreach (var (name, value) in new (string, object)[] { ("id", deal.Id), ("actor", actor.Id), ("now", now.UtcTicks) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var limit = around.FindUser(deal.OwnerId)?.DiscountLimitPct ?? 10m;
        return (await FactsReader.Read(reader, now, around.Today(now), limit, cancellation)).Facts;
    }
}
