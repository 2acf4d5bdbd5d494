using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Gateway;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Gateway;

/// <summary>Any provider, by templates: asked in its own words, and believed only where it plainly said yes.</summary>
[Category("once")]
public sealed class GatewayChannelTests
{
    private const string Phone = "+842400000001";
    private const string Nasty = "\"},{\"to\":\"+84 & <b> 100% \\ \n{to} đ";
    private ScriptedHttpServer server = null!;

    [SetUp]
    public void Start() => server = ScriptedHttpServer.Start();

    [TearDown]
    public async Task Stop() => await server.DisposeAsync();

    private string Base => $"http://127.0.0.1:{server.Port}";

    private GatewayOptions Json => new() { Url = $"{Base}/send", Body = """{"to":"{to}","text":"{text}","ref":"{id}"}""", Token = "the-bai", Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {token}" } };

    [Test]
    public async Task A_message_inside_json_stays_one_string()
    {
        await SendAsync(Json, Nasty);

        var request = server.Requests.Single();
        Assert.That(JsonNode.Parse(request.Text)!["text"]!.GetValue<string>(), Is.EqualTo(Nasty));
        Assert.That(JsonNode.Parse(request.Text)!["to"]!.GetValue<string>(), Is.EqualTo(Phone));
        Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(request.Headers["Authorization"], Is.EqualTo("Bearer the-bai"));
    }

    [Test]
    public async Task A_message_inside_a_form_stays_one_field()
    {
        await SendAsync(Json with { BodyFormat = "form", Body = "phone={to}&msg={text}&sender={from}", From = "BÀN TRỰC" }, Nasty);

        var form = HttpUtility.ParseQueryString(server.Requests.Single().Text);
        Assert.That((form["phone"], form["msg"], form["sender"], form.Count), Is.EqualTo((Phone, Nasty, "BÀN TRỰC", 3)));
    }

    [Test]
    public async Task A_message_inside_an_address_stays_one_parameter()
    {
        await SendAsync(new() { Url = $"{Base}/send/{{to}}?text={{text}}&k={{token}}", Method = "GET", Token = "a&b" }, Nasty);

        var request = server.Requests.Single();
        var query = HttpUtility.ParseQueryString(request.Target.Split('?')[1]);
        Assert.That(request.Target, Does.StartWith("/send/%2B842400000001?"));
        Assert.That((query["text"], query["k"], query.Count, request.Body.Length), Is.EqualTo((Nasty, "a&b", 2, 0)));
    }

    [Test]
    public async Task A_message_inside_xml_stays_one_text()
    {
        await SendAsync(Json with { BodyFormat = "xml", Body = "<sms><to>{to}</to><text>{text}</text></sms>" }, Nasty);

        Assert.That(System.Xml.Linq.XDocument.Parse(server.Requests.Single().Text).Root!.Element("text")!.Value, Is.EqualTo(Nasty));
    }

    [Test]
    public async Task Every_attempt_carries_the_same_key_and_its_own_connection()
    {
        await SendAsync(Json, "một");
        await SendAsync(Json, "một");

        Assert.That(server.Requests.Select(request => request.Headers["Idempotency-Key"]), Has.All.EqualTo(Mails.Delivery.ToString("D")));
        Assert.That(server.Connections, Is.EqualTo(2));
    }

    [TestCase("""{"status":"0","id":"A-17"}""", Verdict.Ok, Blame.Nobody)]
    [TestCase("""{"status":0,"id":17}""", Verdict.Ok, Blame.Nobody)]
    [TestCase("""{"status":"99","error":"hết tiền"}""", Verdict.Transient, Blame.Message)]
    [TestCase("""{"status":"7","error":"Invalid number"}""", Verdict.Permanent, Blame.Message)]
    [TestCase("""{"error":"what?"}""", Verdict.Transient, Blame.Message)]
    [TestCase("""{"status":"0","id":"A-""", Verdict.Unknown, Blame.Peer)]
    [TestCase("<html>proxy</html>", Verdict.Unknown, Blame.Peer)]
    [TestCase("", Verdict.Unknown, Blame.Peer)]
    public async Task A_200_is_a_yes_only_where_the_answer_says_so(string body, Verdict verdict, Blame blame)
    {
        server.On("answer", HttpAct.Say(200, body));

        var outcome = await SendAsync(Json with { AcceptedPath = "status", AcceptedWords = "0", ReferencePath = "id", PermanentWords = "invalid number, blocked" });

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((verdict, blame)), outcome.Reply);
        if (verdict == Verdict.Ok)
            Assert.That(outcome.Reply, Does.StartWith("reference ").And.Contain("17"));
    }

    [Test]
    public async Task A_provider_that_answers_in_words_is_read_by_its_words()
    {
        var options = Json with { AcceptedWords = "SENT, QUEUED", PermanentWords = "BLACKLIST" };
        server.Once("answer", HttpAct.Say(200, "message queued: 55"));
        server.Once("answer", HttpAct.Say(200, "ERR blacklist"));
        server.Once("answer", HttpAct.Say(200, "ERR try later"));
        server.Once("answer", HttpAct.Say(500, "ERR blacklist"));
        server.Once("answer", HttpAct.Say(401, "ERR blacklist"));

        var verdicts = new List<(Verdict, Blame)>();
        for (var i = 0; i < 5; i++)
            verdicts.Add(await SendAsync(options) is var outcome ? (outcome.Verdict, outcome.Blame) : default);

        Assert.That(verdicts, Is.EqualTo(new[]
        {
            (Verdict.Ok, Blame.Nobody), (Verdict.Permanent, Blame.Message), (Verdict.Transient, Blame.Message), (Verdict.Permanent, Blame.Message),
            (Verdict.Transient, Blame.Setting),
        }));
    }

    [Test]
    public async Task A_status_that_the_template_does_not_name_is_no_yes()
    {
        server.On("answer", HttpAct.Say(202, ""));
        Assert.That((await SendAsync(Json with { AcceptedStatus = "200-201" })).Verdict, Is.EqualTo(Verdict.Transient));
        Assert.That((await SendAsync(Json with { AcceptedStatus = "200, 202" })).Verdict, Is.EqualTo(Verdict.Ok));
    }

    [Test]
    public async Task A_provider_that_repeats_the_password_does_not_get_it_onto_the_row()
    {
        var options = Json with
        {
            User = "desk", Password = "rất bí mật", Headers = new Dictionary<string, string> { ["Authorization"] = "Basic {basic}" },
        };
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("desk:rất bí mật"));
        server.On("answer", HttpAct.Say(400, $"bad: {basic} rất bí mật {Uri.EscapeDataString("rất bí mật")} the-bai"));

        Assert.That((await SendAsync(options)).Reply, Is.EqualTo("400 Scripted: bad: *** *** *** ***"));
        Assert.That(server.Requests.Single().Headers["Authorization"], Is.EqualTo($"Basic {basic}"));
    }

    [TestCase("0240000001")]
    [TestCase("+84 24")]
    [TestCase("+842400000001,+842400000002")]
    [TestCase("+84\r\nX: y")]
    [TestCase("")]
    public async Task What_is_not_one_number_never_reaches_the_wire(string address)
    {
        var outcome = await new GatewayChannel("sms", Json, TimeProvider.System).SendAsync(new(Mails.Delivery, address, "một"u8.ToArray()), CancellationToken.None);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.Permanent, Blame.Message)));
        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task A_gateway_that_was_never_set_sends_nothing_and_says_so()
    {
        var outcome = await SendAsync(new());

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Setting)));
        Assert.That(outcome.Reply, Does.StartWith("Channels:Sms:Url "));
    }

    [Test]
    public async Task A_get_that_breaks_off_is_unknown_and_is_not_sent_again()
    {
        server.On("answer", HttpAct.Drop);

        var outcome = await SendAsync(new() { Url = $"{Base}/send?to={{to}}&text={{text}}", Method = "GET" });

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Unknown));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    private static Task<Outcome> SendAsync(GatewayOptions options, string text = "một") =>
        new GatewayChannel("sms", options, TimeProvider.System).SendAsync(new(Mails.Delivery, Phone, Encoding.UTF8.GetBytes(text)), CancellationToken.None);
}
