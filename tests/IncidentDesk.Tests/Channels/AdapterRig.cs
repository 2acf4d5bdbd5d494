using System.Security.Cryptography.X509Certificates;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Gateway;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Channels.Webhook;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;

namespace IncidentDesk.Tests.Channels;

/// <summary>One adapter before a real server of its kind, and the faults that both kinds of server know, each played as that kind plays it.</summary>
internal abstract class AdapterRig : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Adapters = ["mail", "webhook", "sms", "voice"];

    protected static readonly byte[] Nonsense = [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))];
    protected static readonly string Endless = new('x', 1_000_000);

    protected AdapterRig(TestAuthority authority) => Authority = authority;

    protected TestAuthority Authority { get; }

    public abstract int Port { get; }

    /// <summary>Whole messages that the server has.</summary>
    public abstract int Arrived { get; }
    public abstract int Connections { get; }

    /// <summary>The step in whose face the client stands when everything was handed over.</summary>
    public abstract string Last { get; }
    public abstract Message Small { get; }
    public abstract Message Large { get; }

    /// <summary>The same message to nobody that this channel could write to.</summary>
    public Message Astray => Small with { Address = "\r\nnobody" };

    /// <summary>What the certificate says, or none.</summary>
    public abstract void Show(X509Certificate2? certificate);

    /// <summary>Plays the fault of this name from now on.</summary>
    public abstract void Play(string fault);

    public abstract Func<string, Task> AtStep { set; }

    public abstract IChannel Channel(TimeProvider clock, X509Certificate2Collection? trusted, NameLookup? lookup = null, string host = "127.0.0.1");

    public static AdapterRig Start(string adapter, TestAuthority authority)
    {
        AdapterRig rig = adapter == "mail" ? new MailRig(authority) : new HttpRig(adapter, authority);
        rig.Show(authority.ForLoopback());
        return rig;
    }

    public abstract ValueTask DisposeAsync();
}

internal sealed class MailRig(TestAuthority authority) : AdapterRig(authority)
{
    private readonly ScriptedSmtpServer server = ScriptedSmtpServer.Start();

    public override int Port => server.Port;
    public override int Arrived => server.MessagesReceived;
    public override int Connections => server.Connections;
    public override string Last => "dot";
    public override Message Small => Mails.For(Mails.Receiver);
    public override Message Large => new(Mails.Delivery, Mails.Receiver, (Mails.Notice with { Text = new string('x', 6_000_000) }).ToBytes());

    public override Func<string, Task> AtStep
    {
        set => server.AtStep = value;
    }

    public override void Show(X509Certificate2? certificate)
    {
        server.Certificate = certificate;
        server.TlsAtOnce = certificate is not null;
    }

    public override IChannel Channel(
        TimeProvider clock, X509Certificate2Collection? trusted, NameLookup? lookup = null, string host = "127.0.0.1")
    {
        server.Users["desk"] = "mật khẩu";
        return new SmtpChannel(
            new() { Host = host, Port = Port, Security = "tls", From = Mails.Sender, User = "desk", Password = "mật khẩu", KeepConnection = TimeSpan.Zero },
            clock, trusted, lookup);
    }

    public override void Play(string fault)
    {
        var (step, act) = fault switch
        {
            "drops at once" => ("connect", SmtpAct.Drop),
            "silent at once" => ("connect", SmtpAct.Silence),
            "drops within" => ("content", SmtpAct.ResetAfter(10_000)),
            "takes it and drops" => ("dot", SmtpAct.AcceptAndDrop),
            "takes it in silence" => ("dot", SmtpAct.Silence),
            "half an answer" => ("dot", SmtpAct.Raw("25"u8.ToArray())),
            "nonsense" => ("dot", SmtpAct.Raw(Nonsense)),
            "endless answer" => ("dot", SmtpAct.Raw(System.Text.Encoding.ASCII.GetBytes("250 " + Endless))),
            "drips" => ("dot", SmtpAct.Drip(System.Text.Encoding.ASCII.GetBytes("250-" + Endless), TimeSpan.FromMilliseconds(20))),
            "not now" => ("dot", SmtpAct.Say("451 4.3.0 not now")),
            "goes down" => ("dot", SmtpAct.Say("421 4.3.0 going down")),
            "never" => ("dot", SmtpAct.Say("554 5.6.0 never")),
            "who are you" => ("AUTH", SmtpAct.Say("535 5.7.8 who are you")),
            _ => throw new ArgumentException(fault),
        };
        server.On(step, act);
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}

internal sealed class HttpRig(string adapter, TestAuthority authority) : AdapterRig(authority)
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public ScriptedHttpServer Server { get; } = ScriptedHttpServer.Start();

    public override int Port => Server.Port;
    public override int Arrived => Server.Requests.Count;
    public override int Connections => Server.Connections;
    public override string Last => "answer";

    public override Message Small => Of("{\"type\":\"desk.test\"}"u8.ToArray());
    public override Message Large => Of(System.Text.Encoding.ASCII.GetBytes(new string('x', 20_000_000)));

    public override Func<string, Task> AtStep
    {
        set => Server.AtStep = value;
    }

    public override void Show(X509Certificate2? certificate) => Server.Certificate = certificate;

    public override IChannel Channel(
        TimeProvider clock, X509Certificate2Collection? trusted, NameLookup? lookup = null, string host = "127.0.0.1") => adapter == "webhook"
        ? new WebhookChannel(new() { Secrets = Secret, AllowedPrivate = host }, clock, trusted, lookup)
        : new GatewayChannel(
            adapter,
            new() { Url = $"https://{host}:{Port}/send", Body = """{"to":"{to}","text":"{text}"}""", AcceptedStatus = "200-299" }, clock, trusted, lookup);

    public override void Play(string fault)
    {
        var (step, act) = fault switch
        {
            "drops at once" => ("connect", HttpAct.Drop),
            "silent at once" => ("connect", HttpAct.Silence),
            "drops within" => ("headers", HttpAct.Reset),
            "takes it and drops" => ("answer", HttpAct.Drop),
            "takes it in silence" => ("answer", HttpAct.Silence),
            "half an answer" => ("answer", HttpAct.RawAndHold("HTTP/1.1 20")),
            "nonsense" => ("answer", HttpAct.Raw(Nonsense)),
            "endless answer" => ("answer", HttpAct.Raw(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nX-Long: {Endless}\r\n\r\n"))),
            "drips" => ("answer", HttpAct.Drip($"HTTP/1.1 200 OK\r\nX-Long: {Endless}", TimeSpan.FromMilliseconds(20))),
            "not now" => ("answer", HttpAct.Say(500, "not now")),
            "goes down" => ("answer", HttpAct.Say(503, "going down")),
            "never" => ("answer", HttpAct.Say(400, "never")),
            "who are you" => ("answer", HttpAct.Say(401, "who are you")),
            _ => throw new ArgumentException(fault),
        };
        Server.On(step, act);
    }

    public override ValueTask DisposeAsync() => Server.DisposeAsync();

    public Message To(string host) => Small with { Address = adapter == "webhook" ? $"https://{host}:{Port}/hook" : Small.Address };

    private Message Of(byte[] content) => new(
        Mails.Delivery, adapter == "webhook" ? $"https://127.0.0.1:{Port}/hook" : "+842400000001", content);
}
