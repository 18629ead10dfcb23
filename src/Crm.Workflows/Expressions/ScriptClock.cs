using System.Globalization;
using Jint.Runtime;

namespace Crm.Workflows.Expressions;

/// <summary>JS-02: the only time a script sees is the time of the cycle.</summary>
internal sealed class ScriptClock(DateTimeOffset now) : DefaultTimeSystem(TimeZoneInfo.Utc, CultureInfo.InvariantCulture), ITimeSystem
{
    DateTimeOffset ITimeSystem.GetUtcNow() => now;
}
