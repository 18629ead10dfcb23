using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Crm.Workflows.Expressions;

/// <summary>
/// Renders letters. The model is a JSON copy, unknown names are errors, every limit is set.
/// HTML bodies encode every value; there is no raw output.
/// </summary>
public sealed class MessageRenderer
{
    private static readonly string[] RemovedBuiltins = ["include", "include_join", "import", "regex"];
    private static readonly string[] RemovedObjectFunctions = ["eval", "eval_template"];
    private readonly BoundedCache<Template> _parsed = new();

    /// <summary>The reason why a template does not parse, or null.</summary>
    public string? CheckSyntax(string template)
    {
        try
        {
            Parse(template);
            return null;
        }
        catch (ExpressionException fault)
        {
            return fault.Message;
        }
    }

    public string Render(string template, JsonObject model, CultureInfo culture, DateTimeOffset now, bool html)
    {
        var parsed = Parse(template);
        using var stop = new CancellationTokenSource(TemplateLimits.WallClock);
        TemplateContext context = html ? new HtmlContext() : new PlainContext();
        TemplateLimits.Apply(context, stop.Token);
        context.StrictVariables = true;
        Restrict(context.BuiltinObject, now);
        context.PushCulture(culture);
        context.PushGlobal(TemplateValues.Members(model));
        try
        {
            return parsed.Render(context);
        }
        catch (Exception fault) when (fault is Scriban.Syntax.ScriptRuntimeException or OperationCanceledException or InvalidOperationException
            or ArgumentException or FormatException or InvalidCastException or ArithmeticException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            throw new ExpressionException(fault is OperationCanceledException ? "EX-LIMIT" : "EX-TEMPLATE", fault.Message, fault);
        }
    }

    private Template Parse(string source) => _parsed.GetOrAdd(source, static text =>
    {
        if (text.Length > TemplateLimits.SourceLength) throw new ExpressionException("EX-LIMIT", "The template is longer than 64 KiB.");
        var template = Template.Parse(text);
        return template.HasErrors ? throw new ExpressionException("EX-SYNTAX", template.Messages[0].Message) : template;
    });

    private static void Restrict(ScriptObject builtins, DateTimeOffset now)
    {
        foreach (var name in RemovedBuiltins) builtins.Remove(name);
        if (builtins["object"] is ScriptObject functions)
            foreach (var name in RemovedObjectFunctions)
                functions.Remove(name);
        if (builtins["date"] is ScriptObject dates)
        {
            dates.Remove("now");
            dates.SetValue("now", now.UtcDateTime, readOnly: true);
        }
    }

    private abstract class MeteredContext : TemplateContext
    {
        private readonly long before = GC.GetAllocatedBytesForCurrentThread();

        protected override bool OnStepLoop(Scriban.Syntax.ScriptLoopStatementBase loop)
        {
            TemplateLimits.CheckAllocated(before);
            return base.OnStepLoop(loop);
        }
    }

    private sealed class PlainContext : MeteredContext;

    private sealed class HtmlContext : MeteredContext
    {
        public override TemplateContext Write(SourceSpan span, object? textAsObject) =>
            textAsObject is null ? this : Write(WebUtility.HtmlEncode(ObjectToString(textAsObject)));
    }
}
