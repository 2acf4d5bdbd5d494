using IncidentDesk.Channels;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>The servers of the other side, with their weather. Each step of a talk is one step of the simulation.</summary>
internal sealed class Peers(World world)
{
    private static readonly string[] Weathers = ["fair", "fair", "fair", "away", "busy", "silent", "strict", "forgetful"];
    private readonly List<Talk> open = [];

    /// <summary>fair, away (no connection), busy (4xx), silent (no answer), strict (5xx), forgetful (drops after the final dot).</summary>
    public string Weather { get; set; } = "fair";

    public int Open => open.Count;

    public Task<Outcome> Arrive(Node node, string channel, Message message, CancellationToken cancellation)
    {
        var talk = new Talk(node, channel, message, world.Chance(50), cancellation);
        world.Say($"{node.Name} sends {world.Names.Of(talk.Delivery)} attempt {talk.Attempt}");
        world.See(() => world.Checker.AtSend(talk));
        open.Add(talk);
        cancellation.Register(() => Cut(talk));
        return talk.Answer;
    }

    public void Turn()
    {
        Weather = world.Pick(Weathers);
        world.Say($"the peer is {Weather}");
    }

    public void Step()
    {
        var talk = world.Pick(open);
        if (talk.IsHandedOver)
            Decide(talk);
        else
            Greet(talk);
    }

    /// <summary>All talks of a node whose process is gone: what had been handed over may have been kept, and nobody hears of it.</summary>
    public void Lose(Node node)
    {
        foreach (var talk in open.Where(talk => talk.Node == node).ToList())
        {
            if (talk is { IsHandedOver: true, KeepsWhenCut: true, IsOver: false })
                Keep(talk);
            open.Remove(talk);
        }
    }

    private void Greet(Talk talk)
    {
        switch (Weather)
        {
            case "away" when world.Chance(20):
                End(talk, new(Verdict.NotSent, "the circuit is open", TimeSpan.FromSeconds(30)) { Blame = Blame.Peer, Attempted = false });
                return;
            case "away" when world.Chance(90):
                End(talk, new(Verdict.NotSent, "connection refused") { Blame = Blame.Peer });
                return;
            case "busy" when world.Chance(50):
                End(talk, new(Verdict.NotSent, "450 4.2.0 greylisted", world.Chance(20) ? TimeSpan.FromSeconds(90) : null) { Blame = Blame.Peer });
                return;
            case "strict" when world.Chance(50):
                End(talk, new(Verdict.Permanent, "550 5.1.1 no such user") { Blame = Blame.Message });
                return;
            case "silent" when world.Chance(50):
                return;
            default:
                talk.IsHandedOver = true;
                world.Say($"{world.Names.Of(talk.Delivery)} attempt {talk.Attempt} is handed over");
                return;
        }
    }

    private void Decide(Talk talk)
    {
        switch (Weather)
        {
            case "busy" when world.Chance(50):
                End(talk, new(Verdict.Transient, "451 4.3.0 try again later") { Blame = Blame.Peer });
                return;
            case "strict" when world.Chance(30):
                End(talk, new(Verdict.Permanent, "554 5.7.1 refused") { Blame = Blame.Message });
                return;
            case "silent":
                return;
            case "forgetful" when world.Chance(70):
                if (talk.KeepsWhenCut)
                    Keep(talk);
                End(talk, new(Verdict.Unknown, "the connection broke after the final dot") { Blame = Blame.Peer });
                return;
            default:
                Keep(talk);
                End(talk, new(Verdict.Ok, "250 2.0.0 Ok: queued"));
                return;
        }
    }

    private void Cut(Talk talk)
    {
        if (talk.IsOver || !open.Remove(talk))
            return;
        if (talk is { IsHandedOver: true, KeepsWhenCut: true })
            Keep(talk);
        talk.Cut();
    }

    private void Keep(Talk talk)
    {
        world.Ledger.Receive(talk);
        world.Say($"the peer keeps {world.Names.Of(talk.Delivery)} attempt {talk.Attempt}");
    }

    private void End(Talk talk, Outcome outcome)
    {
        open.Remove(talk);
        world.Say($"{world.Names.Of(talk.Delivery)} attempt {talk.Attempt}: {outcome.Verdict} {outcome.Reply}");
        talk.End(outcome);
    }
}
