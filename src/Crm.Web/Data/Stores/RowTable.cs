using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Crm.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Web.Data.Stores;

/// <summary>One table as the model maps it, with the statements that insert many rows at once.</summary>
internal sealed class RowTable
{
    private static readonly ConcurrentDictionary<(IModel, Type), RowTable> Known = new();
    private readonly ConcurrentDictionary<int, string> texts = new();
    private readonly string head;

    private RowTable(IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        // What the database numbers itself is left to it.
        Columns = [.. type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never || !p.IsPrimaryKey()).Select(p => new Column(p, p.GetColumnName(table)!))];
        head = $"INSERT INTO {table.Name} ({string.Join(", ", Columns.Select(c => c.Name))})";
        FromArrays = $"{head} SELECT * FROM unnest({string.Join(", ", Columns.Select((_, i) => FormattableString.Invariant($"${i + 1}")))})";
    }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Any number of rows as one array per column: the same text, so the same prepared statement (PostgreSQL).</summary>
    public string FromArrays { get; }

    public static RowTable Of(IModel model, Type type) => Known.GetOrAdd((model, type), key => new RowTable(key.Item1.FindEntityType(key.Item2)!));

    public static string Name(int index) => "@p" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>So many rows as one list of values.</summary>
    public string Values(int count) => texts.GetOrAdd(count, n => $"{head} VALUES " + string.Join(", ", Enumerable.Range(0, n)
        .Select(row => $"({string.Join(", ", Enumerable.Range(row * Columns.Count, Columns.Count).Select(Name))})")));

    internal sealed class Column(IProperty property, string name)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();
        private readonly Func<object?, object?>? toStore = property.GetRelationalTypeMapping().Converter?.ConvertToProvider;
        private readonly bool isRevision = property.Name == nameof(Entity.Revision) && property.ClrType == typeof(long);

        public string Name { get; } = name;

        public Array Values(List<object> rows)
        {
            var values = Array.CreateInstance(Stored, rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                var value = Value(rows[i]);
                values.SetValue(value is null || toStore is null ? value : toStore(value), i);
            }
            return values;
        }

        public DbParameter Parameter(DbCommand command, string name, object row) => mapping.CreateParameter(command, name, Value(row), property.IsNullable);

        private Type Stored
        {
            get
            {
                var type = mapping.Converter?.ProviderClrType ?? property.ClrType;
                return type.IsValueType && property.IsNullable && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
            }
        }

        private object? Value(object row) => isRevision ? 1L : getter.GetClrValue(row);
    }
}
