using System.Data.Common;
using System.Reflection;
using Crm.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Crm.Web.Data.Stores;

/// <summary>A column as the model maps it: how its value is taken from a record and given to either database.</summary>
internal sealed class RowColumn
{
    private readonly IClrPropertyGetter getter;
    private readonly RelationalTypeMapping mapping;
    private readonly Func<object?, object?>? toStore;
    private readonly bool isNullable;
    private readonly Type stored;
    private readonly NpgsqlDbType type;

    public RowColumn(IProperty property, string name)
    {
        Name = name;
        getter = property.GetGetter();
        mapping = property.GetRelationalTypeMapping();
        toStore = mapping.Converter?.ConvertToProvider;
        isNullable = property.IsNullable;
        Member = property.GetMemberInfo(forMaterialization: true, forSet: true);
        IsKey = property.IsPrimaryKey();
        IsRevision = property.Name == nameof(Entity.Revision) && property.ClrType == typeof(long);
        var clr = mapping.Converter?.ProviderClrType ?? property.ClrType;
        var plain = Nullable.GetUnderlyingType(clr) ?? clr;
        stored = plain.IsValueType && isNullable ? typeof(Nullable<>).MakeGenericType(plain) : plain;
        type = TypeOf(plain);
    }

    public string Name { get; }
    public MemberInfo Member { get; }
    public bool IsKey { get; }
    public bool IsRevision { get; }

    public object? Value(object record) => getter.GetClrValue(record);

    public object? Stored(object? value) => value is null || toStore is null ? value : toStore(value);

    /// <summary>The values of many records as the array that <c>unnest</c> takes.</summary>
    public NpgsqlParameter Parameter(List<object> records)
    {
        var values = Array.CreateInstance(stored, records.Count);
        for (var i = 0; i < records.Count; i++) values.SetValue(Stored(Inserted(records[i])), i);
        return new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };
    }

    /// <summary>A typed value even for null: a list of values that are all null has no type of its own.</summary>
    public NpgsqlParameter Parameter(object? value) => new() { NpgsqlDbType = type, Value = Stored(value) ?? DBNull.Value };

    public DbParameter Parameter(DbCommand command, string name, object? value) => mapping.CreateParameter(command, name, value, isNullable);

    /// <summary>The value of a new row; its first revision is one.</summary>
    public object? Inserted(object record) => IsRevision ? 1L : getter.GetClrValue(record);

    private static NpgsqlDbType TypeOf(Type plain) => plain switch
    {
        _ when plain == typeof(Guid) => NpgsqlDbType.Uuid,
        _ when plain == typeof(string) => NpgsqlDbType.Text,
        _ when plain == typeof(long) => NpgsqlDbType.Bigint,
        _ when plain == typeof(int) => NpgsqlDbType.Integer,
        _ when plain == typeof(bool) => NpgsqlDbType.Boolean,
        _ when plain == typeof(decimal) => NpgsqlDbType.Numeric,
        _ when plain == typeof(DateOnly) => NpgsqlDbType.Date,
        _ when plain == typeof(byte[]) => NpgsqlDbType.Bytea,
        _ => throw new NotSupportedException($"No column is of the type {plain}."),
    };
}
