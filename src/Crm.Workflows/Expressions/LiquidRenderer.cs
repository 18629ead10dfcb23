using System.Globalization;
using System.Text.Json.Nodes;
using Scriban;
using Scriban.Functions;
using Scriban.Runtime;

namespace Crm.Workflows.Expressions;

/// <summary>Liquid expressions by Scriban's Liquid parser, under the limits of templates. Unknown names render as empty text.</summary>
internal sealed class LiquidRenderer
{
    private readonly BoundedCache<Template> _parsed = new();

    public Template Parse(string source) => _parsed.GetOrAdd(source, static text =>
    {
        if (text.Length > TemplateLimits.SourceLength) throw new ExpressionException("EX-LIMIT", "The template is longer than 64 KiB.");
        var template = Template.ParseLiquid(text);
        return template.HasErrors ? throw new ExpressionException("EX-SYNTAX", template.Messages[0].Message) : template;
    });

    public JsonValue Render(string source, ExpressionScope scope)
    {
        var template = Parse(source);
        using var stop = new CancellationTokenSource(TemplateLimits.WallClock);
        var context = new MeteredContext { StrictVariables = false };
        TemplateLimits.Apply(context, stop.Token);
        context.EnableRelaxedMemberAccess = true;
        context.PushCulture(CultureInfo.InvariantCulture);
        context.BuiltinObject.Remove("include");
        context.BuiltinObject.Import("base64", new Func<string?, string>(text => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text ?? ""))));
        context.BuiltinObject.Import("keys", new Func<ScriptObject?, ScriptArray>(map => new ScriptArray(map?.Keys ?? [])));
        context.PushGlobal(Model(scope));
        try
        {
            return JsonValue.Create(template.Render(context));
        }
        catch (Exception fault) when (fault is Scriban.Syntax.ScriptRuntimeException or OperationCanceledException or InvalidOperationException
            or ArgumentException or FormatException or InvalidCastException or ArithmeticException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            throw new ExpressionException("EX-LIMIT", "The template was stopped: " + fault.Message, fault);
        }
    }

    private static ScriptObject Model(ExpressionScope scope) => new()
    {
        ["Variables"] = Named(scope.VariableNames, scope.VariableNamed),
        ["Input"] = Named(scope.InputNames, scope.Input),
        ["CorrelationId"] = scope.CorrelationId,
        ["WorkflowDefinitionId"] = scope.DefinitionId,
        ["WorkflowDefinitionVersionId"] = scope.DefinitionVersionId,
        ["WorkflowDefinitionVersion"] = scope.DefinitionVersion,
        ["WorkflowInstanceId"] = scope.InstanceId,
        ["Deal"] = TemplateValues.From(scope.Deal),
    };

    private static ScriptObject Named(IEnumerable<string> names, Func<string, JsonNode?> value)
    {
        var result = new ScriptObject();
        foreach (var name in names) result[name] = TemplateValues.From(value(name));
        return result;
    }

    private sealed class MeteredContext : LiquidTemplateContext
    {
        private readonly long before = GC.GetAllocatedBytesForCurrentThread();

        protected override bool OnStepLoop(Scriban.Syntax.ScriptLoopStatementBase loop)
        {
            TemplateLimits.CheckAllocated(before);
            return base.OnStepLoop(loop);
        }
    }
}
