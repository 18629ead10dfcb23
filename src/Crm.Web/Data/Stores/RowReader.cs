using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Web.Data.Stores;

/// <summary>Reads records whose columns were selected in the order of their table, so that many kinds come in one round trip.</summary>
internal sealed class RowReader(IModel model)
{
    public async Task<List<T>> ReadAll<T>(DbDataReader reader, CancellationToken cancellation) where T : class
    {
        var columns = RowTable.Of(model, typeof(T)).Columns;
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            var row = (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
            for (var i = 0; i < columns.Count; i++) columns[i].Read(row, reader, i);
            rows.Add(row);
        }
        return rows;
    }
}
