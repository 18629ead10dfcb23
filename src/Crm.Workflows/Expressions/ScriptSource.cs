using Acornima.Ast;
using Jint;

namespace Crm.Workflows.Expressions;

/// <summary>A parsed script and the names it mentions; only those globals are built for a run.</summary>
internal sealed class ScriptSource
{
    private static readonly ScriptPreparationOptions Options = new()
    {
        ParsingOptions = ScriptParsingOptions.Default with { AllowReturnOutsideFunction = true, Tolerant = false },
    };

    private ScriptSource(Prepared<Script> script, HashSet<string> names)
    {
        Script = script;
        Names = names;
    }

    public Prepared<Script> Script { get; }
    public HashSet<string> Names { get; }

    public static ScriptSource Parse(string source)
    {
        if (source.Length > ScriptLimits.SourceLength) throw new ExpressionException("EX-LIMIT", "The script is longer than 64 KiB.");
        Prepared<Script> script;
        try
        {
            script = Engine.PrepareScript(source, "script", strict: true, Options);
        }
        catch (Exception fault) when (fault is Acornima.ParseErrorException or ScriptPreparationException or ArgumentException)
        {
            throw new ExpressionException("EX-SYNTAX", fault.InnerException?.Message ?? fault.Message, fault);
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in script.Program!.DescendantNodesAndSelf())
        {
            Refuse(node);
            if (node is Identifier identifier) names.Add(identifier.Name);
        }
        return new ScriptSource(script, names);
    }

    // What cannot be bounded from outside is refused by form: one big-integer power runs for minutes inside one statement.
    private static void Refuse(Node node)
    {
        var form = node switch
        {
            BigIntLiteral => "Big integers",
            ImportExpression => "Imports",
            AwaitExpression => "Asynchronous code",
            YieldExpression => "Generators",
            IFunction { Async: true } => "Asynchronous code",
            IFunction { Generator: true } => "Generators",
            _ => null,
        };
        if (form is not null) throw new ExpressionException("EX-REFUSED", $"{form} are not available in scripts.");
    }
}
