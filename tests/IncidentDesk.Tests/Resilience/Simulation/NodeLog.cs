using Microsoft.Extensions.Logging;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>An error in the log of a node is a break, unless an outage of the store explains it: nothing may hide behind "it tries again".</summary>
internal sealed class NodeLog(Node node) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error && (exception is null || !World.IsExpected(exception)))
            node.World.Fault ??= new InvariantBrokenException("I8", $"{node.Name} logged: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
