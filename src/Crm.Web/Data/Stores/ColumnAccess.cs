using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Web.Data.Stores;

/// <summary>The ways between a record and its row, compiled from the members and converters of the model.</summary>
internal static class ColumnAccess
{
    public static Func<object, TModel> Getter<TModel>(IProperty property)
    {
        var member = property.GetMemberInfo(forMaterialization: false, forSet: false);
        var record = Expression.Parameter(typeof(object));
        var value = Expression.MakeMemberAccess(Expression.Convert(record, member.DeclaringType!), member);
        return Expression.Lambda<Func<object, TModel>>(Expression.Convert(value, typeof(TModel)), record).Compile();
    }

    /// <summary>Also sets what only a constructor may set otherwise, as every materialization does.</summary>
    public static Action<object, TModel> Setter<TModel>(IProperty property)
    {
        var member = property.GetMemberInfo(forMaterialization: true, forSet: true);
        var method = new DynamicMethod($"set_{property.Name}", null, [typeof(object), typeof(TModel)], member.DeclaringType!, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Castclass, member.DeclaringType!);
        code.Emit(OpCodes.Ldarg_1);
        if (member is FieldInfo field) code.Emit(OpCodes.Stfld, field);
        else code.Emit(OpCodes.Callvirt, ((PropertyInfo)member).GetSetMethod(nonPublic: true)!);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Action<object, TModel>>();
    }

    public static Func<TModel, TStored> ToStore<TModel, TStored>(IProperty property) =>
        Conversion<TModel, TStored>(property.GetRelationalTypeMapping().Converter?.ConvertToProviderExpression);

    public static Func<TStored, TModel> FromStore<TModel, TStored>(IProperty property) =>
        Conversion<TStored, TModel>(property.GetRelationalTypeMapping().Converter?.ConvertFromProviderExpression);

    /// <summary>Null stays null: converters are made for values.</summary>
    private static Func<TFrom, TTo> Conversion<TFrom, TTo>(LambdaExpression? convert)
    {
        var from = Expression.Parameter(typeof(TFrom));
        if (convert is null) return Expression.Lambda<Func<TFrom, TTo>>(Expression.Convert(from, typeof(TTo)), from).Compile();
        var to = Expression.Convert(Expression.Invoke(convert, Expression.Convert(from, convert.Parameters[0].Type)), typeof(TTo));
        var canBeNull = !typeof(TFrom).IsValueType || Nullable.GetUnderlyingType(typeof(TFrom)) is not null;
        Expression result = canBeNull
            ? Expression.Condition(Expression.Equal(from, Expression.Constant(null, typeof(TFrom))), Expression.Default(typeof(TTo)), to)
            : to;
        return Expression.Lambda<Func<TFrom, TTo>>(result, from).Compile();
    }
}
