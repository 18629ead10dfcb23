using Crm.Browser.Tests;
using Crm.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedServers))]
[assembly: AssemblyFixture(typeof(Browser))]
