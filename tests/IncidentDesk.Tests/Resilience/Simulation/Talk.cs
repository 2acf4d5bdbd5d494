using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IncidentDesk.Channels;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>One message under way from a node to a peer, and what the peer sees of it.</summary>
internal sealed partial class Talk
{
    private readonly TaskCompletionSource<Outcome> answer = new();
    private readonly CancellationToken cancellation;

    public Talk(Node node, string channel, Message message, bool keepsWhenCut, CancellationToken cancellation)
    {
        (Node, Channel, Delivery, Content, KeepsWhenCut, this.cancellation) = (node, channel, message.Id, message.Content, keepsWhenCut, cancellation);
        var text = Encoding.UTF8.GetString(message.Content.Span);
        MessageId = MessageIdLine().Match(text).Groups[1].Value;
        Attempt = long.Parse(AttemptLine().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public Node Node { get; }
    public string Channel { get; }
    public Guid Delivery { get; }
    public string MessageId { get; }
    public long Attempt { get; }
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Everything that is needed has left the desk: from now on nobody there knows how it ends.</summary>
    public bool IsHandedOver { get; set; }

    /// <summary>Whether the peer keeps what it has, should the talk be cut after the hand-over.</summary>
    public bool KeepsWhenCut { get; }

    public bool IsOver => answer.Task.IsCompleted;

    public Task<Outcome> Answer => answer.Task;

    public void End(Outcome outcome) => answer.TrySetResult(outcome);

    /// <summary>The desk itself broke it off. A channel throws only while nothing has been handed over.</summary>
    public void Cut()
    {
        if (IsHandedOver)
            answer.TrySetResult(new(Verdict.Unknown, "no answer to the final dot") { Blame = Blame.Peer });
        else
            answer.TrySetCanceled(cancellation);
    }

    [GeneratedRegex("^Message-ID: (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex MessageIdLine();

    [GeneratedRegex("^X-IncidentDesk-Attempt: ([0-9]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex AttemptLine();
}
