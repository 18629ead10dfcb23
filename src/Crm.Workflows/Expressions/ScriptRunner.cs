using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Crm.Workflows.Expressions;

/// <summary>Runs JavaScript: one engine per evaluation, hard limits, the cycle's clock and random source.</summary>
internal sealed class ScriptRunner
{
    private readonly BoundedCache<ScriptSource> _parsed = new();

    public ScriptSource Prepare(string source) => _parsed.GetOrAdd(source, ScriptSource.Parse);

    public JsonNode? Run(string source, ExpressionScope scope, bool condition)
    {
        if (string.IsNullOrWhiteSpace(source)) return null;
        var script = Prepare(source);
        try
        {
            using var engine = new Engine(options => ScriptLimits.Apply(options, scope.Now));
            ScriptPrelude.Install(engine);
            var surface = new ScriptSurface(engine, scope, condition, script.Names);
            surface.Install();
            var result = engine.Evaluate(script.Script);
            surface.WriteBack();
            return ScriptValues.ToJson(result);
        }
        catch (ExpressionException)
        {
            throw;
        }
        catch (JavaScriptException fault)
        {
            throw new ExpressionException("EX-SCRIPT", Short(fault.Message), fault);
        }
        catch (JintException fault)
        {
            throw new ExpressionException("EX-LIMIT", "The script was stopped: " + Short(fault.Message), fault);
        }
        catch (Exception fault) when (fault is TimeoutException or InsufficientExecutionStackException or OutOfMemoryException
            or System.Text.RegularExpressions.RegexMatchTimeoutException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new ExpressionException("EX-LIMIT", "The script was stopped: " + fault.GetType().Name, fault);
        }
    }

    private static string Short(string message) => message.Length <= 300 ? message : message[..300];
}
