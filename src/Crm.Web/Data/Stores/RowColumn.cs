using System.Data.Common;
using Crm.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>A column as the model maps it: how its value is taken from a record, given to either database, and set from what was read.</summary>
internal abstract class RowColumn(IProperty property, string name)
{
    private readonly IClrPropertyGetter getter = property.GetGetter();
    private readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();
    private readonly bool isNullable = property.IsNullable;

    public string Name { get; } = name;
    public bool IsKey { get; } = property.IsPrimaryKey();
    public bool IsRevision { get; } = property.Name == nameof(Entity.Revision) && property.ClrType == typeof(long);

    public static RowColumn Of(IProperty property, string name)
    {
        var clr = property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        var plain = Nullable.GetUnderlyingType(clr) ?? clr;
        var stored = plain.IsValueType && property.IsNullable ? typeof(Nullable<>).MakeGenericType(plain) : plain;
        return (RowColumn)Activator.CreateInstance(typeof(TypedColumn<,>).MakeGenericType(property.ClrType, stored), property, name)!;
    }

    /// <summary>Whether two states of a record agree here. Lists and dictionaries of a record are replaced, never changed in place.</summary>
    public abstract bool Same(object before, object record);

    public abstract void Read(object record, DbDataReader reader, int ordinal);

    /// <summary>Of the column of the revision: counts on from what was read.</summary>
    public abstract void Revise(object record, object before);

    /// <summary>A parameter of PostgreSQL to be filled; typed, since a list of values that are all null has no type of its own.</summary>
    /// <param name="many">For the values of many records, as the array that <c>unnest</c> takes.</param>
    public abstract NpgsqlParameter Parameter(bool many);

    public abstract void Fill(NpgsqlParameter one, object record, bool isNew);

    /// <summary>The values of many new records.</summary>
    public abstract void Fill(NpgsqlParameter many, List<object> records);

    /// <summary>A parameter of any database; a new record has the first revision.</summary>
    public DbParameter Parameter(DbCommand command, string parameter, object record, bool isNew) =>
        mapping.CreateParameter(command, parameter, isNew && IsRevision ? 1L : getter.GetClrValue(record), isNullable);
}
