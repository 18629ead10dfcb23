using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Crm.Workflows.Expressions;

/// <summary>
/// Bounds the built-in functions that do unbounded work inside one statement, where the limits of the interpreter are not checked,
/// and removes the globals that no condition needs.
/// </summary>
internal static class ScriptPrelude
{
    private static readonly string[] Removed =
    [
        "eval", "Function", "BigInt", "Proxy", "Reflect", "Promise", "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics",
        "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array",
        "Float64Array", "BigInt64Array", "BigUint64Array", "WeakRef", "WeakMap", "WeakSet", "FinalizationRegistry", "ShadowRealm", "Intl", "Temporal",
        "structuredClone", "globalThis", "queueMicrotask", "AsyncDisposableStack", "DisposableStack", "Iterator",
    ];

    public static void Install(Engine engine)
    {
        var global = engine.Global;
        var text = Prototype(global, "String");
        var list = Prototype(global, "Array");
        var pattern = Prototype(global, "RegExp");
        var symbols = (ObjectInstance)global.Get("Symbol");
        foreach (var name in Removed) global.Delete(name);

        Wrap(engine, text, "repeat", (original, self, args) =>
        {
            Check(Text(self).Length * Math.Max(0, Arg(args, 0)));
            return original.Call(self, args);
        });
        foreach (var name in (string[])["padStart", "padEnd"])
            Wrap(engine, text, name, (original, self, args) =>
            {
                Check(Arg(args, 0));
                return original.Call(self, args);
            });
        foreach (var name in (string[])["replace", "replaceAll"])
            Wrap(engine, text, name, (original, self, args) => original.Call(self, [.. args.Take(1), Counting(engine, self, args)]));
        // The same without the text's own function: /x/g[Symbol.replace](text, replacement).
        Wrap(engine, pattern, symbols.Get("replace"), (original, self, args) => original.Call(self, [.. args.Take(1), Counting(engine, args.FirstOrDefault() ?? JsValue.Undefined, args)]));
        Wrap(engine, pattern, symbols.Get("match"), (original, self, args) =>
        {
            if (args.Length > 0 && self is ObjectInstance asked && TypeConverter.ToBoolean(asked.Get("global")) && Text(args[0]).Length > ScriptLimits.MatchedLength) throw TooLarge();
            return original.Call(self, args);
        });
        Wrap(engine, text, "concat", (original, self, args) =>
        {
            Check(Text(self).Length + args.Sum(a => (double)TypeConverter.ToString(a).Length));
            return original.Call(self, args);
        });
        Wrap(engine, text, "split", (original, self, args) =>
        {
            Check(Text(self).Length);
            var limit = args.Length > 1 && !args[1].IsUndefined() ? TypeConverter.ToNumber(args[1]) : double.MaxValue;
            var parts = original.Call(self, [args.Length > 0 ? args[0] : JsValue.Undefined, Math.Min(limit, ScriptLimits.ArrayLength + 1)]);
            if (parts is JsArray { Length: > ScriptLimits.ArrayLength }) throw TooLarge();
            return parts;
        });
        // A list in a list is joined again for each place that it has: what counts is how many items were visited.
        var joins = ScriptLimits.JoinedItems;
        Wrap(engine, list, "join", (_, self, args) => Join(self, args, ref joins));
        Wrap(engine, list, "toLocaleString", (_, self, _) => Join(self, [], ref joins));
        Wrap(engine, list, "concat", (original, self, args) =>
        {
            if (args.Append(self).Sum(a => a is JsArray array ? (double)array.Length : 1) > ScriptLimits.ArrayLength) throw TooLarge();
            return original.Call(self, args);
        });
        // What only looks like a list may have any length, and these walk it, or copy it, in one go.
        foreach (var name in (string[])["with", "toSorted", "toReversed", "toSpliced", "includes", "indexOf", "lastIndexOf", "fill"])
            Wrap(engine, list, name, (original, self, args) =>
            {
                if (self is ObjectInstance any && TypeConverter.ToNumber(any.Get("length")) > ScriptLimits.ArrayLength) throw TooLarge();
                return original.Call(self, args);
            });
        foreach (var name in (string[])["flat", "flatMap"])
            list.Delete(name);
        Wrap(engine, (ObjectInstance)global.Get("JSON"), "stringify", (_, _, args) =>
            args.Length == 0 || args[0].IsUndefined() || args[0] is Jint.Native.Function.Function
                ? JsValue.Undefined
                : JsString.Create(ScriptValues.ToJson(args[0])?.ToJsonString() ?? "null"));
    }

    private static ObjectInstance Prototype(ObjectInstance global, string name) =>
        (ObjectInstance)((ObjectInstance)global.Get(name)).Get("prototype");

    private static void Wrap(Engine engine, ObjectInstance owner, JsValue name, Func<JsValue, JsValue, JsValue[], JsValue> body)
    {
        var original = owner.Get(name);
        owner.DefineOwnProperty(name, new Jint.Runtime.Descriptors.PropertyDescriptor(
            new ClrFunction(engine, name.ToString(), (self, args) => body(original, self, args), 1), false, false, false));
    }

    private static ClrFunction Counting(Engine engine, JsValue self, JsValue[] args)
    {
        var total = (double)Text(self).Length;
        var with = args.Length > 1 ? args[1] : JsValue.Undefined;
        var fixedText = with is Jint.Native.Function.Function ? null : TypeConverter.ToString(with);
        return new ClrFunction(engine, "replacement", (_, found) =>
        {
            var part = fixedText is null ? TypeConverter.ToString(with.Call(JsValue.Undefined, found)) : Expand(fixedText, found);
            total += part.Length;
            Check(total);
            return JsString.Create(part);
        });
    }

    private static string Expand(string pattern, JsValue[] found)
    {
        if (!pattern.Contains('$')) return pattern;
        var result = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var next = i + 1 < pattern.Length ? pattern[i + 1] : '\0';
            if (pattern[i] != '$' || next is not ('$' or '&' or (>= '1' and <= '9'))) result.Append(pattern[i]);
            else if (next == '$') { result.Append('$'); i++; }
            else
            {
                var group = next == '&' ? 0 : next - '0';
                result.Append(group < found.Length && found[group].IsString() ? found[group].AsString() : "");
                i++;
            }
            Check(result.Length);
        }
        return result.ToString();
    }

    private static JsString Join(JsValue self, JsValue[] args, ref int left)
    {
        if (self is not ObjectInstance source) throw TooLarge();
        var separator = args.Length == 0 || args[0].IsUndefined() ? "," : TypeConverter.ToString(args[0]);
        var length = TypeConverter.ToNumber(source.Get("length"));
        // What only looks like a list may have any length: below zero it would give back what others took.
        if (length > ScriptLimits.ArrayLength || (left -= Math.Max(0, (int)length)) < 0) throw TooLarge();
        var result = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            if (i > 0) result.Append(separator);
            var item = source.Get(i);
            if (!item.IsNull() && !item.IsUndefined()) result.Append(TypeConverter.ToString(item));
            Check(result.Length);
        }
        return new JsString(result.ToString());
    }

    private static string Text(JsValue self) => TypeConverter.ToString(self);

    private static double Arg(JsValue[] args, int index) => args.Length > index ? TypeConverter.ToNumber(args[index]) : 0;

    private static void Check(double length)
    {
        if (length > ScriptLimits.TextLength) throw TooLarge();
    }

    private static ExpressionException TooLarge() => new("EX-LIMIT", "The script was stopped: a value became too large.");
}
