using System.Collections.Concurrent;
using IncidentDesk.Channels;

namespace IncidentDesk.Tests.Delivery;

/// <summary>A channel that says what a test tells it, in order, then yes to everything.</summary>
internal sealed class ScriptedChannel(params Outcome[] outcomes) : IChannel
{
    public static readonly Outcome Yes = new(Verdict.Ok, "250 2.0.0 Ok: queued");
    private readonly ConcurrentQueue<Outcome> script = new(outcomes);
    private readonly ConcurrentQueue<Message> sent = new();

    public string Name { get; init; } = "mail";

    /// <summary>Runs while the message is under way.</summary>
    public Func<Message, CancellationToken, Task> Meanwhile { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<Message> Sent => [.. sent];

    public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
    {
        sent.Enqueue(message);
        await Meanwhile(message, cancellation);
        return script.TryDequeue(out var outcome) ? outcome : Yes;
    }
}
