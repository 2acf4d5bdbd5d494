using IncidentDesk.Deadlines;
using IncidentDesk.Harness;
using IncidentDesk.Reference;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines;

public sealed class RulesAtStartTests
{
    [Test]
    public async Task A_role_that_nobody_can_reach_is_told_with_each_duty_that_goes_there_and_its_line()
    {
        await using var store = await StoreForTest.OpenAsync();
        var log = new Lines();
        await new RulesAtStart(store.Database, ReferenceLibrary.Load(), new ManualClock(), log).StartAsync(CancellationToken.None);

        var told = log.Warnings.Single(line => line.StartsWith("Rules: cyber-authority:", StringComparison.Ordinal));
        Assert.That(told, Does.Contain("rules/vn-nd331.json:13 /obligations/0/recipients/default/0: VN-ND331, immediate-notice")
            .And.Contain("rules/vn-nd331.json:21 /obligations/2/recipients/default/0: VN-ND331, report"));
        Assert.That(told, Does.Not.Contain("VN-QD05-TT20"), "a law of before of which nothing is owed");
    }

    private sealed class Lines : ILogger<RulesAtStart>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
                Warnings.Add(formatter(state, exception));
        }
    }
}
