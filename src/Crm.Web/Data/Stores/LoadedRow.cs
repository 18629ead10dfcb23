using System.Reflection;

namespace Crm.Web.Data.Stores;

/// <summary>A record that was read and locked, with the values it had: what differs at the end is written.</summary>
internal sealed class LoadedRow
{
    private readonly object?[] before;

    public LoadedRow(object record, RowTable table)
    {
        (Record, Table) = (record, table);
        before = new object?[table.Columns.Count];
        Remember();
    }

    public object Record { get; }
    public RowTable Table { get; }

    /// <summary>The statement that stores the changes, with its parameters in order; null when there are none.</summary>
    public (string Text, List<(RowColumn Column, object? Value)> Values)? Update(bool postgres)
    {
        var changed = 0UL;
        var values = new List<(RowColumn, object?)>();
        for (var i = 0; i < before.Length; i++)
        {
            var column = Table.Columns[i];
            var value = column.Value(Record);
            // Lists and dictionaries of a record are replaced, never changed in place.
            if (column.IsRevision || Equals(value, before[i])) continue;
            changed |= 1UL << i;
            values.Add((column, value));
        }
        if (changed == 0) return null;
        for (var i = 0; i < before.Length; i++)
        {
            if (!Table.Columns[i].IsRevision) continue;
            changed |= 1UL << i;
            values.Insert(System.Numerics.BitOperations.PopCount(changed & ((1UL << i) - 1)), (Table.Columns[i], (long)before[i]! + 1));
        }
        for (var i = 0; i < before.Length; i++)
            if (Table.Columns[i].IsKey || Table.Columns[i].IsRevision) values.Add((Table.Columns[i], before[i]));
        return (Table.Update(changed, postgres), values);
    }

    /// <summary>The changes are stored: from here on, others count.</summary>
    public void Written()
    {
        for (var i = 0; i < before.Length; i++)
        {
            if (!Table.Columns[i].IsRevision) continue;
            var revision = (long)before[i]! + 1;
            if (Table.Columns[i].Member is FieldInfo field) field.SetValue(Record, revision);
            else ((PropertyInfo)Table.Columns[i].Member).SetValue(Record, revision);
        }
        Remember();
    }

    private void Remember()
    {
        for (var i = 0; i < before.Length; i++) before[i] = Table.Columns[i].Value(Record);
    }
}
