using System.Numerics;
using System.Reflection;

namespace Crm.Web.Data.Stores;

/// <summary>A record that was read and locked, with a copy of what it was: what differs at the end is written.</summary>
internal sealed class LoadedRow(object record, RowTable table)
{
    private static readonly Func<object, object> Copy =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private object before = Copy(record);

    public object Record { get; } = record;
    public RowTable Table { get; } = table;

    /// <summary>The statement that stores the changes, with where the values of its parameters are; null when there are none.</summary>
    public (string Text, List<RowCell> Cells)? Update(bool postgres)
    {
        var changed = 0UL;
        for (var i = 0; i < Table.Columns.Count; i++)
            if (!Table.Columns[i].IsRevision && !Table.Columns[i].Same(before, Record)) changed |= 1UL << i;
        if (changed == 0) return null;
        var cells = new List<RowCell>(BitOperations.PopCount(changed) + 3);
        for (var i = 0; i < Table.Columns.Count; i++)
        {
            var column = Table.Columns[i];
            if (column.IsRevision)
            {
                column.Revise(Record, before);
                changed |= 1UL << i;
            }
            if ((changed & (1UL << i)) != 0) cells.Add(new(column, Record));
        }
        foreach (var column in Table.Columns)
            if (column.IsKey || column.IsRevision) cells.Add(new(column, before));
        return (Table.Update(changed, postgres), cells);
    }

    /// <summary>The changes are stored: from here on, others count.</summary>
    public void Written() => before = Copy(Record);
}
