using System.Globalization;
using System.Text;
using Crm.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Web.Data.Stores;

/// <summary>Gives many tasks their places in the inbox with one statement. A place is no change of the task: its revision stays.</summary>
internal static class RiskPlaces
{
    public static async Task Place(this CrmDbContext database, IReadOnlyList<(Guid TaskId, decimal Score)> places, CancellationToken cancellation)
    {
        if (places.Count == 0) return;
        var entity = database.Model.FindEntityType(typeof(TaskItem))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var (id, score) = (entity.FindProperty(nameof(TaskItem.Id))!, entity.FindProperty(nameof(TaskItem.RiskScore))!);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        var values = new StringBuilder();
        for (var i = 0; i < places.Count; i++)
        {
            values.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}(@i{i}, @s{i})");
            command.Parameters.Add(id.GetRelationalTypeMapping().CreateParameter(command, $"i{i}", places[i].TaskId));
            command.Parameters.Add(score.GetRelationalTypeMapping().CreateParameter(command, $"s{i}", places[i].Score));
        }
        // Both databases call the columns of a list of values so.
        command.CommandText = $"""
            UPDATE {table.Name} SET {score.GetColumnName(table)} = v.column2 FROM (VALUES {values}) AS v WHERE {table.Name}.{id.GetColumnName(table)} = v.column1
            """;
        await database.Database.OpenConnectionAsync(cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
        await database.Database.CloseConnectionAsync();
    }
}
