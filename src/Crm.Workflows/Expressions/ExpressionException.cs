namespace Crm.Workflows.Expressions;

/// <summary>An expression that cannot be parsed, is refused, left its limits or gave no usable value.</summary>
public sealed class ExpressionException : Exception
{
    public ExpressionException(string code, string message, Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
    }

    /// <summary>EX-REFUSED, EX-SYNTAX, EX-SCOPE, EX-CONVERT, EX-SCRIPT or EX-LIMIT.</summary>
    public string Code { get; }
}
