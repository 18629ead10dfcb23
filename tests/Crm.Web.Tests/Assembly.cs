using Crm.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedServers))]
