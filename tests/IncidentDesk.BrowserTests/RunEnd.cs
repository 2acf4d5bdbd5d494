using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.BrowserTests;

/// <summary>Once, after the last test of the assembly.</summary>
[SetUpFixture]
public sealed class RunEnd
{
    [OneTimeTearDown]
    public async Task Stop_what_the_run_started()
    {
        await Chromium.StopAsync();
        await PostgresServer.StopAsync();
    }
}
