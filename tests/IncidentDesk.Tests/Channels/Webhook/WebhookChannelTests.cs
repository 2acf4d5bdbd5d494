using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Webhook;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Webhook;

/// <summary>Signed as Standard Webhooks has it, and never into the desk's own network.</summary>
[Category("once")]
public sealed class WebhookChannelTests
{
    private const string Second = "whsec_dGhpcy1pcy1hbm90aGVyLXNlY3JldC1vZi0zMi1i";
    private static readonly byte[] Body = """{"type":"incident.report"}"""u8.ToArray();
    private TestAuthority authority = null!;
    private ScriptedHttpServer server = null!;

    [SetUp]
    public void Start()
    {
        authority = new();
        server = ScriptedHttpServer.Start();
        server.Certificate = authority.ForLoopback();
    }

    [TearDown]
    public async Task Stop()
    {
        await server.DisposeAsync();
        authority.Dispose();
    }

    // The example of the specification, so that we agree with everybody else and not only with ourselves.
    [Test]
    public void The_signature_is_the_one_of_the_specification()
    {
        var key = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var signed = Encoding.UTF8.GetBytes("""msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}""");

        Assert.That(Convert.ToBase64String(HMACSHA256.HashData(key, signed)), Is.EqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="), "the example");
        var headers = WebhookSignature.Headers([key], Mails.Delivery, DateTimeOffset.FromUnixTimeSeconds(1614265330), Body);
        var ours = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Mails.Delivery:D}.1614265330.{Encoding.UTF8.GetString(Body)}"));
        Assert.That(headers, Is.EqualTo(new[]
        {
            ("webhook-id", Mails.Delivery.ToString("D")), ("webhook-timestamp", "1614265330"), ("webhook-signature", $"v1,{Convert.ToBase64String(ours)}"),
        }));
    }

    [Test]
    public async Task Every_attempt_carries_the_same_id_and_a_signature_of_its_own_moment()
    {
        var clock = new ManualClock();
        await SendAsync(clock: clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(clock: clock);

        var (first, second) = (server.Requests[0], server.Requests[1]);
        Assert.That(first.Body, Is.EqualTo(Body).And.EqualTo(second.Body));
        Assert.That(first.Headers["webhook-id"], Is.EqualTo(Mails.Delivery.ToString("D")).And.EqualTo(second.Headers["webhook-id"]));
        Assert.That(
            long.Parse(second.Headers["webhook-timestamp"], CultureInfo.InvariantCulture) - long.Parse(first.Headers["webhook-timestamp"], CultureInfo.InvariantCulture),
            Is.EqualTo(60));
        Assert.That(second.Headers["webhook-signature"], Is.Not.EqualTo(first.Headers["webhook-signature"]));
        Assert.That(first.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
        Assert.That((first.Method, first.Target), Is.EqualTo(("POST", "/hook?a=1")));
        Assert.That(server.Connections, Is.EqualTo(2), "each attempt has its own connection");
    }

    [Test]
    public async Task While_secrets_change_both_sign_and_a_host_of_its_own_secret_sees_no_other()
    {
        await SendAsync(Options with { Secrets = $"{HttpRig.Secret}, {Second}" });
        await SendAsync(Options with { Secrets = $"{HttpRig.Secret}, 127.0.0.1={Second}" });

        var both = server.Requests[0].Headers["webhook-signature"].Split(' ');
        Assert.That(both, Has.Length.EqualTo(2));
        Assert.That(both, Has.All.StartsWith("v1,"));
        Assert.That(both.Distinct().Count(), Is.EqualTo(2));
        Assert.That(server.Requests[1].Headers["webhook-signature"].Split(' '), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_host_without_a_secret_waits_for_a_person()
    {
        var outcome = await SendAsync(Options with { Secrets = $"other.example={Second}" });

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Setting)));
        Assert.That(server.Connections, Is.Zero);
    }

    [TestCase("http://127.0.0.1.nip.example/", "only https")]
    [TestCase("http://vncert.example/hook", "only https")]
    [TestCase("https://ten:mat-khau@vncert.example/hook", "name or password")]
    [TestCase("https://vncert.example:25/hook", "port 25")]
    [TestCase("ftp://vncert.example/hook", "not an https")]
    [TestCase("/hook", "not an https")]
    [TestCase("javascript:alert(1)", "not an https")]
    public async Task An_address_of_the_wrong_kind_is_refused_for_good(string address, string why)
    {
        var outcome = await SendAsync(address: address);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.Permanent, Blame.Message)));
        Assert.That(outcome.Reply, Does.Contain(why));
        Assert.That(outcome.Reply, Does.Not.Contain("mat-khau"));
    }

    [Test]
    public async Task The_own_network_is_reached_by_no_name_and_no_number_that_was_not_allowed()
    {
        // Every way of writing the address of this very machine, on the port where something listens that must hear nothing.
        string[] hosts =
        [
            "127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "017700000001", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
            "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost",
        ];
        foreach (var host in hosts)
        {
            var outcome = await SendAsync(Options with { AllowedPrivate = "" }, address: $"https://{host}:{server.Port}/hook");
            Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.Permanent, Blame.Message)), $"{host}: {outcome.Reply}");
        }
        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task A_name_that_changes_its_mind_is_asked_each_time_and_connected_to_where_it_was_looked_at()
    {
        server.Certificate = authority.ForName("hook.example");
        var asked = 0;
        Task<IPAddress[]> Lookup(string host, CancellationToken cancellation)
        {
            asked++;
            return Task.FromResult(new[] { IPAddress.Parse(asked == 1 ? "127.0.0.1" : "169.254.169.254") });
        }
        var address = $"https://hook.example:{server.Port}/";

        var first = await SendAsync(Options with { AllowedPrivate = "hook.example" }, address: address, lookup: Lookup);
        var second = await SendAsync(Options with { AllowedPrivate = "hook.example" }, address: address, lookup: Lookup);

        Assert.That(first.Verdict, Is.EqualTo(Verdict.Ok), first.Reply);
        Assert.That(second.Verdict, Is.EqualTo(Verdict.Permanent), "where machines of a cloud keep their keys");
        Assert.That(second.Reply, Does.Contain("169.254.169.254"));
        Assert.That((asked, server.Connections), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Of_several_addresses_only_those_that_may_be_reached_are()
    {
        server.Certificate = authority.ForName("hook.example");
        var outcome = await SendAsync(
            Options with { AllowedPrivate = "hook.example" }, address: $"https://hook.example:{server.Port}/",
            lookup: (_, _) => Task.FromResult(new[] { IPAddress.Parse("169.254.1.1"), IPAddress.Parse("224.0.0.1"), IPAddress.Loopback }));

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Ok), outcome.Reply);
    }

    [Test]
    public async Task No_redirect_is_followed_and_no_proxy_is_asked()
    {
        await using var elsewhere = ScriptedHttpServer.Start();
        elsewhere.Certificate = server.Certificate;
        server.On("answer", HttpAct.Say(307, "", ("Location", $"https://127.0.0.1:{elsewhere.Port}/")));
        var usual = HttpClient.DefaultProxy;
        try
        {
            Assert.That((await SendAsync()).Verdict, Is.EqualTo(Verdict.Permanent));
            HttpClient.DefaultProxy = new ProxyForAll(new($"http://127.0.0.1:{elsewhere.Port}"));
            Assert.That((await SendAsync()).Verdict, Is.EqualTo(Verdict.Permanent));
        }
        finally
        {
            HttpClient.DefaultProxy = usual;
        }
        Assert.That((server.Requests.Count, elsewhere.Connections), Is.EqualTo((2, 0)));
    }

    private WebhookOptions Options => new() { Secrets = HttpRig.Secret, AllowedPrivate = "127.0.0.1" };

    private Task<Outcome> SendAsync(WebhookOptions? options = null, string? address = null, TimeProvider? clock = null, NameLookup? lookup = null) =>
        new WebhookChannel(options ?? Options, clock ?? TimeProvider.System, authority.Trusted, lookup)
            .SendAsync(new(Mails.Delivery, address ?? $"https://127.0.0.1:{server.Port}/hook?a=1", Body), CancellationToken.None);

    /// <summary>Even for this machine, which a proxy of the environment is never asked for.</summary>
    private sealed class ProxyForAll(Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri host) => false;
    }
}
