namespace Crm.Workflows.Expressions;

/// <summary>The closed set of types a document can name (SR-04). Text from a document never reaches reflection.</summary>
public enum ValueKind
{
    Object, String, Boolean, Int16, Int32, Int64, Single, Double, Decimal,
    DateTime, DateTimeOffset, TimeSpan, Guid, ByteArray, Json, Map,
}
