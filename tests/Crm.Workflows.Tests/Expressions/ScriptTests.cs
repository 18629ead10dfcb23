using Crm.Workflows.Expressions;

namespace Crm.Workflows.Tests.Expressions;

public sealed class ScriptTests
{
    private static readonly ExpressionEvaluator Evaluator = new();

    private static string? Run(string script, TestScope? scope = null, bool condition = false) =>
        Evaluator.Evaluate("JavaScript", script, TypeAlias.Object, scope ?? new TestScope(), condition)?.ToJsonString();

    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("return 4", "4")]
    [InlineData("getVariable('n') * 2", "6")]
    [InlineData("variables.n + getn()", "6")]
    [InlineData("getInput('city') + getCity()", "\"KazanKazan\"")]
    [InlineData("deal.amount > 100000 && deal.fields.area < 13", "true")]
    [InlineData("getCorrelationId()", "\"deal-1\"")]
    [InlineData("({ a: [1, 'x', null], b: undefined })", "{\"a\":[1,\"x\",null],\"b\":null}")]
    [InlineData("isNullOrWhiteSpace(' ') && !isNullOrEmpty(' ')", "true")]
    [InlineData("toJson({a: 1})", "\"{\\u0022a\\u0022:1}\"")]
    [InlineData("'a-b'.replace('-', '+').replaceAll('b', '$&c') + ['x', 'y'].join('') + 'p'.padStart(3, '.') + 'a,b'.split(',').length", "\"a\\u002Bbcxy..p2\"")]
    [InlineData("'John Smith'.replace(/(\\w+)\\s(\\w+)/, '$2 $1')", "\"Smith John\"")]
    [InlineData("undefined", null)]
    public void The_surface_of_the_format_is_there(string script, string? expected) => Assert.Equal(expected, Run(script));

    [Fact]
    public void Variables_are_written_back()
    {
        var scope = new TestScope();
        Run("variables.n = 10; setVariable('who', 'Oleg'); setlist([5]); variables.n", scope);
        Assert.Equal(("10", "Oleg", "[5]"), (scope.Values["n"]!.ToJsonString(), scope.Values["who"]!.ToString(), scope.Values["list"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("variables.n = 10")]
    [InlineData("variables.list.push(3)")]
    [InlineData("setVariable('n', 10)")]
    [InlineData("setn(10)")]
    [InlineData("setCorrelationId('x')")]
    public void JS_01_a_condition_that_writes_throws(string script)
    {
        var scope = new TestScope();
        Assert.Equal("EX-SCRIPT", Assert.Throws<ExpressionException>(() => Run(script, scope, condition: true)).Code);
        Assert.Equal(("3", "[1,2]"), (scope.Values["n"]!.ToJsonString(), scope.Values["list"]!.ToJsonString()));
    }

    [Fact]
    public void The_deal_is_read_only() => Assert.Throws<ExpressionException>(() => Run("deal.amount = 1"));

    [Theory]
    [InlineData("new Date().toISOString()")]
    [InlineData("new Date(Date.now()).toISOString()")]
    public void JS_02_time_is_the_time_of_the_cycle(string script) => Assert.Equal("\"2027-01-08T09:00:00.000Z\"", Run(script));

    [Fact]
    public void JS_02_chance_repeats_with_the_seed()
    {
        const string script = "[Math.random(), newGuid(), newShortGuid(), Math.random()].join()";
        Assert.Equal(Run(script), Run(script));
        Assert.Equal("true", Run("Math.random() !== Math.random()"));
    }

    [Fact]
    public void S_082_nothing_leaks_into_the_next_evaluation()
    {
        Run("Object.prototype.x = 1; Array.prototype.y = 2; String.prototype.z = 3; 1");
        Assert.Equal("\"undefinedundefinedundefined\"", Run("typeof ({}).x + typeof [].y + typeof ''.z"));
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("for (;;) { var a = 1 }")]
    [InlineData("let f = () => f(); f()")]
    [InlineData("'x'.repeat(5e8)")]
    [InlineData("'x'['rep' + 'eat'](5e8)")]
    [InlineData("'x'.padStart(5e8, 'y')")]
    [InlineData("'x'.padEnd(5e8)")]
    [InlineData("'x'.repeat(200000).replaceAll('x', 'y'.repeat(5000)).length")]
    [InlineData("'x'.repeat(200000).replace(/x/g, 'y'.repeat(5000)).length")]
    [InlineData("'x'.repeat(200000).replace(/x/g, () => 'y'.repeat(5000)).length")]
    [InlineData("'x'.repeat(100000).replaceAll('x', '$&$&$&$&').length")]
    [InlineData("var s = 'x'; for (var i = 0; i < 40; i++) s += s; s.length")]
    [InlineData("var s = 'x'; for (var i = 0; i < 40; i++) s = `${s}${s}`; s.toUpperCase()")]
    [InlineData("var s = 'x'; for (var i = 0; i < 30; i++) s = s.concat(s, s); s.length")]
    [InlineData("'x'.repeat(200000).split('')")]
    [InlineData("new Array(5e8).fill('x')")]
    [InlineData("new Array(9000).fill('x'.repeat(9000)).join('-')")]
    [InlineData("String(new Array(9000).fill('x'.repeat(9000)))")]
    [InlineData("var a = []; while (true) a.push('x')")]
    [InlineData("var a = [1]; for (var i = 0; i < 40; i++) a = a.concat(a); a.length")]
    [InlineData("var a = [1]; for (var i = 0; i < 40; i++) a = [...a, ...a]; a.length")]
    [InlineData("var a = ['x']; for (var i = 0; i < 30; i++) a = [a, a, a, a]; JSON.stringify(a)")]
    [InlineData("var a = ['x']; for (var i = 0; i < 30; i++) a = [a, a, a, a]; String(a)")]
    [InlineData("var a = ['x']; for (var i = 0; i < 30; i++) a = [a, a, a, a]; a.toLocaleString()")]
    [InlineData("var a = ['x']; [].join.call({ length: -2000000000 }); for (var i = 0; i < 30; i++) a = [a, a, a, a]; String(a)")]
    [InlineData("var a = ['x']; for (var i = 0; i < 30; i++) a = [a, a, a, a]; a")]
    [InlineData("var a = ['x']; for (var i = 0; i < 30; i++) a = [a, a, a, a]; a.flat(99)")]
    [InlineData("var o = {}; o.o = o; o")]
    [InlineData("Array.from({ length: 1e9 })")]
    [InlineData("new Uint8Array(1e9)")]
    [InlineData("new ArrayBuffer(1e9)")]
    [InlineData("2n ** 100000000n")]
    [InlineData("BigInt(2)")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + '!')")]
    [InlineData("'a'.repeat(40).match(/^(a|aa)+$/) && /(x+x+)+y/.test('x'.repeat(60))")]
    [InlineData("new Array(9000).fill(0).map((_, i) => i).sort(() => { for (var i = 0; i < 1000; i++); return 1 })")]
    [InlineData("({ get a() { while (true) {} } }).a")]
    [InlineData("({ toString() { while (true) {} } }) + ''")]
    [InlineData("({ get a() { return 1 } })")]
    [InlineData("JSON.parse('['.repeat(5000) + ']'.repeat(5000))")]
    [InlineData("/x/g[Symbol.replace]('x'.repeat(200000), 'y'.repeat(5000)).length")]
    [InlineData("RegExp.prototype[Symbol.replace].call(/x/g, 'x'.repeat(200000), () => 'y'.repeat(5000)).length")]
    [InlineData("'x'.repeat(250000).replaceAll(/(x)/g, '$1$1$1$1$1$1').length")]
    [InlineData("'x'.repeat(100000).replaceAll('', 'yy').length")]
    [InlineData("'x'.replaceAll(/x/g, 'y'.repeat(300000))")]
    [InlineData("'x'.repeat(250000).match(/x/g).length")]
    [InlineData("/x/g[Symbol.match]('x'.repeat(250000)).length")]
    [InlineData("/(?:)/[Symbol.split]('x'.repeat(200000)).length")]
    [InlineData("[].includes.call({ length: 1e12 }, 1)")]
    [InlineData("[].lastIndexOf.call({ length: 1e12 }, 1)")]
    [InlineData("[].fill.call({ length: 1e9 }, 0)")]
    [InlineData("Array.prototype.with.call({ length: 1e9 }, 0, 1)")]
    [InlineData("Array.prototype.toSorted.call({ length: 1e9 })")]
    [InlineData("Array.prototype.toReversed.call({ length: 1e9 })")]
    [InlineData("[].concat.call({ length: 1e9, [Symbol.isConcatSpreadable]: true }).length")]
    [InlineData("[].sort.call({ length: 1e9 })")]
    [InlineData("var s = 'x'.repeat(260000), a = []; for (var i = 0; i < 5000; i++) a.push(s); a")]
    [InlineData("var it = { [Symbol.iterator]() { return { next() { return { done: false, value: 1 } } } } }; [...it]")]
    [InlineData("var m = new Map(); while (true) m.set({}, 'x'.repeat(100000))")]
    [InlineData("'x'.replace(/x/, () => { while (true) {} })")]
    public void S_085_an_attack_is_stopped_soon(string script) => Attack.IsStopped(() => Run(script));

    [Theory]
    [InlineData("'x'.repeat(250000).normalize('NFKD').length", "250000")]
    [InlineData("'a'.repeat(250000).indexOf('a'.repeat(100000) + 'b')", "-1")]
    [InlineData("escape('я'.repeat(200000)).length", "1200000")]
    [InlineData("[3, 1, 2].toSorted().concat([1].fill(2)).includes(2) && ['b'].with(0, 'a').indexOf('a') == 0", "true")]
    [InlineData("'a1b22'.match(/[0-9]+/g).join('-') + 'a1'.replace(/[0-9]/, '$&$&') + 'x-y'.split(/-/).length", "\"1-22a112\"")]
    public void S_085_what_is_large_but_bounded_ends(string script, string expected)
    {
        string? answer = null;
        Attack.IsHarmless(() => answer = Run(script));
        Assert.Equal(expected, answer);
    }

    [Fact]
    public void S_085_neither_dates_nor_errors_tell_of_the_machine()
    {
        Assert.Equal("0", Run("var a = Date.now(), n = 0; for (var i = 0; i < 3000; i++) n++; Date.now() - a + (new Date() - a)"));
        Assert.Equal("\"2027-01-08T09:00:00.000Z\"", Run("new (new Date().constructor)().toISOString()"));
        foreach (var script in new[] { "new Error('x').stack", "try { null.x } catch (e) { e.stack }", "try { getVariable.call(0) } catch (e) { e.stack }" })
            Assert.DoesNotMatch("Jint|Crm\\.|[.]cs|/", Run(script) ?? "");
    }

    [Theory]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("(() => {}).constructor('return 1')()")]
    [InlineData("[].constructor.constructor('return 1')()")]
    [InlineData("(function*(){}).constructor('yield 1')")]
    [InlineData("async () => 1")]
    [InlineData("import('fs')")]
    [InlineData("require('fs')")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("clr.System.Environment.Exit(1)")]
    [InlineData("new Proxy({}, {})")]
    [InlineData("Reflect.ownKeys(1)")]
    [InlineData("Promise.resolve(1)")]
    [InlineData("getVariable.GetType()")]
    [InlineData("deal.GetType().Assembly")]
    [InlineData("process.env")]
    [InlineData("globalThis.x")]
    [InlineData("with ({}) { 1 }")]
    [InlineData("undeclared = 1")]
    public void S_081_there_is_no_way_out(string script) => Assert.Throws<ExpressionException>(() => Run(script));

    [Fact]
    public async Task S_065_values_of_one_evaluation_never_show_in_another()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), TestContext.Current.CancellationToken, (i, _) =>
        {
            var scope = new TestScope();
            scope.Values["n"] = i;
            Assert.Equal(i.ToString(), Run("variables.n", scope));
            return ValueTask.CompletedTask;
        });
    }
}
