using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Crm.Web.Data.Stores;

/// <summary>A column of records that hold <typeparamref name="TModel"/> and rows that hold <typeparamref name="TStored"/>: nothing is boxed on the way.</summary>
internal sealed class TypedColumn<TModel, TStored>(IProperty property, string name) : RowColumn(property, name)
{
    private readonly NpgsqlDbType type = TypeOf(Nullable.GetUnderlyingType(typeof(TStored)) ?? typeof(TStored));
    private readonly Func<object, TModel> get = ColumnAccess.Getter<TModel>(property);
    private readonly Action<object, TModel> set = ColumnAccess.Setter<TModel>(property);
    private readonly Func<TModel, TStored> toStore = ColumnAccess.ToStore<TModel, TStored>(property);
    private readonly Func<TStored, TModel> fromStore = ColumnAccess.FromStore<TModel, TStored>(property);

    public override bool Same(object before, object record) => EqualityComparer<TModel>.Default.Equals(get(before), get(record));

    public override void Read(object record, DbDataReader reader, int ordinal)
    {
        if (!reader.IsDBNull(ordinal)) set(record, fromStore(reader.GetFieldValue<TStored>(ordinal)));
    }

    public override void Revise(object record, object before) => Revision.Set(record, Revision.Get(before) + 1);

    public override NpgsqlParameter Parameter(bool many) => many
        ? new NpgsqlParameter<TStored[]> { NpgsqlDbType = NpgsqlDbType.Array | type }
        : new NpgsqlParameter<TStored> { NpgsqlDbType = type };

    public override void Fill(NpgsqlParameter one, object record, bool isNew) => ((NpgsqlParameter<TStored>)one).TypedValue = Stored(record, isNew);

    public override void Fill(NpgsqlParameter many, List<object> records)
    {
        var values = new TStored[records.Count];
        for (var i = 0; i < values.Length; i++) values[i] = Stored(records[i], isNew: true);
        ((NpgsqlParameter<TStored[]>)many).TypedValue = values;
    }

    private (Func<object, long> Get, Action<object, long> Set) Revision => ((Func<object, long>)(object)get, (Action<object, long>)(object)set);

    private TStored Stored(object record, bool isNew) => isNew && IsRevision ? toStore((TModel)(object)1L) : toStore(get(record));

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
