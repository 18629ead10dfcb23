using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime.Memory;

/// <summary>
/// Copies a record field by field, private ones included, as a database would give it back: without what it collected since it was
/// loaded. A value without fields of its own to change is shared.
/// </summary>
internal static class RecordCopy
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    /// <summary>Members that a database does not store: what was collected or worked out since it was read.</summary>
    private static readonly HashSet<(Type, string)> Collected =
    [
        (typeof(Deal), "newEvents"), (typeof(Deal), "newTexts"), (typeof(Deal), "newVisits"),
        (typeof(Deal), "newEvaluations"), (typeof(Deal), "newFindings"),
        (typeof(Deal), nameof(Deal.Visit)), (typeof(Deal), nameof(Deal.Choice)),
        (typeof(AuditedEntity), "entries"), (typeof(AuditedEntity), "texts"),
        (typeof(Bookmark), nameof(Bookmark.Extra)),
        (typeof(WorkingCalendar), "freeDays"), (typeof(WorkingCalendar), "ownDays"), (typeof(WorkingCalendar), "week"),
        (typeof(WorkingCalendar), "zone"),
    ];

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Known = new();
    private static readonly MethodInfo Shallow = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static T? Of<T>(T? record) where T : class => (T?)Copy(record);

    public static bool Same(object left, object right) => Leaves(left).SequenceEqual(Leaves(right));

    public static bool IsCollected(FieldInfo field) => Collected.Contains((field.DeclaringType!, MemberOf(field)));

    /// <summary>Counts a change of a record that says how often it was changed, as a database does.</summary>
    public static void CountRevision(object record)
    {
        if (FieldsOf(record.GetType()).FirstOrDefault(f => MemberOf(f) == nameof(Entity.Revision)) is { } field)
            field.SetValue(record, (long)field.GetValue(record)! + 1);
    }

    /// <summary>All fields of a type and the types it extends.</summary>
    public static FieldInfo[] FieldsOf(Type type) => Known.GetOrAdd(type, t =>
    {
        var fields = new List<FieldInfo>();
        for (var level = t; level is not null && level != typeof(object); level = level.BaseType) fields.AddRange(level.GetFields(Declared));
        return [.. fields];
    });

    private static object? Copy(object? value)
    {
        switch (value)
        {
            case null: return null;
            case string: return value;
            case JsonNode node: return node.DeepClone();
            case IDictionary known when IsPlainCollection(value):
                var dictionary = (IDictionary)Activator.CreateInstance(value.GetType())!;
                foreach (DictionaryEntry entry in known) dictionary.Add(entry.Key, Copy(entry.Value));
                return dictionary;
            case Array array:
                var cells = (Array)array.Clone();
                if (!array.GetType().GetElementType()!.IsValueType)
                    for (var i = 0; i < cells.Length; i++) cells.SetValue(Copy(cells.GetValue(i)), i);
                return cells;
            case IList items when IsPlainCollection(value):
                var list = (IList)Activator.CreateInstance(value.GetType())!;
                foreach (var item in items) list.Add(Copy(item));
                return list;
        }
        if (!IsOurs(value.GetType())) return value;
        var copy = Shallow.Invoke(value, null)!;
        foreach (var field in FieldsOf(value.GetType()).Where(f => !f.FieldType.IsValueType))
            field.SetValue(copy, IsCollected(field) ? Emptied(field) : Copy(field.GetValue(value)));
        return copy;
    }

    /// <summary>The values of a record in a fixed order: two records with the same ones are the same to a database.</summary>
    private static IEnumerable<object?> Leaves(object? value)
    {
        if (value is JsonNode node) return [node.ToJsonString()];
        if (value is string or null) return [value];
        if (value is IEnumerable items) return items.Cast<object?>().SelectMany(Leaves).Append(']');
        return IsOurs(value.GetType())
            ? FieldsOf(value.GetType()).Where(f => !IsCollected(f)).SelectMany(f => Leaves(f.GetValue(value)))
            : [value];
    }

    private static object? Emptied(FieldInfo field) => field.IsInitOnly ? Activator.CreateInstance(field.FieldType) : null;

    private static bool IsOurs(Type type) => !type.IsValueType && type.Assembly.GetName().Name!.StartsWith("Crm.", StringComparison.Ordinal)
        && !typeof(IEnumerable).IsAssignableFrom(type);

    private static bool IsPlainCollection(object value) => value.GetType() is { IsGenericType: true } type
        && (type.GetGenericTypeDefinition() == typeof(List<>) || type.GetGenericTypeDefinition() == typeof(Dictionary<,>));

    private static string MemberOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}
