using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests;

/// <summary>Once, after the last test of the assembly.</summary>
[SetUpFixture]
public sealed class RunEnd
{
    [OneTimeTearDown]
    public Task Stop_what_the_run_started() => PostgresServer.StopAsync();
}
