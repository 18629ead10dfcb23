using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Web.Data.Stores;

/// <summary>
/// Reads mapped entities from a data reader, so that many of them come in one round trip. Columns, conversions and members are
/// the model's own.
/// </summary>
internal sealed class RowReader(IModel model)
{
    private static readonly ConcurrentDictionary<(IModel, Type), Column[]> Known = new();

    public async Task<List<T>> ReadAll<T>(DbDataReader reader, CancellationToken cancellation) where T : class
    {
        var columns = Known.GetOrAdd((model, typeof(T)), key => Columns(key.Item1.FindEntityType(key.Item2)!));
        var rows = new List<T>();
        int[]? ordinals = null;
        while (await reader.ReadAsync(cancellation))
        {
            ordinals ??= [.. columns.Select(c => reader.GetOrdinal(c.Name))];
            var row = (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
            for (var i = 0; i < columns.Length; i++)
                if (!reader.IsDBNull(ordinals[i])) columns[i].Set(row, reader, ordinals[i]);
            rows.Add(row);
        }
        return rows;
    }

    private static Column[] Columns(IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        return [.. type.GetProperties().Where(p => !p.IsShadowProperty())
            .Select(p => new Column(p.GetColumnName(table)!, p.GetMemberInfo(forMaterialization: true, forSet: true), p))];
    }

    private sealed class Column(string name, MemberInfo member, IProperty property)
    {
        private readonly Func<object, object?>? fromStore = property.GetRelationalTypeMapping().Converter?.ConvertFromProvider!;
        private readonly Type stored = Nullable.GetUnderlyingType(Stored(property)) ?? Stored(property);

        public string Name { get; } = name;

        public void Set(object row, DbDataReader reader, int ordinal)
        {
            var value = Read(reader, ordinal);
            if (fromStore is not null) value = fromStore(value);
            if (member is FieldInfo field) field.SetValue(row, value);
            else ((PropertyInfo)member).SetValue(row, value);
        }

        private object Read(DbDataReader reader, int ordinal) => stored switch
        {
            _ when stored == typeof(Guid) => reader.GetGuid(ordinal),
            _ when stored == typeof(string) => reader.GetString(ordinal),
            _ when stored == typeof(long) => reader.GetInt64(ordinal),
            _ when stored == typeof(int) => reader.GetInt32(ordinal),
            _ when stored == typeof(bool) => reader.GetBoolean(ordinal),
            _ when stored == typeof(decimal) => reader.GetDecimal(ordinal),
            _ when stored == typeof(DateOnly) => reader.GetFieldValue<DateOnly>(ordinal),
            _ when stored == typeof(byte[]) => reader.GetFieldValue<byte[]>(ordinal),
            _ => throw new NotSupportedException($"{Name} has the stored type {stored}."),
        };

        private static Type Stored(IProperty property) => property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
    }
}
