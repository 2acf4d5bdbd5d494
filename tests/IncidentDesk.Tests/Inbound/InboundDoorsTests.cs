using IncidentDesk.Harness;
using IncidentDesk.Inbound;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Inbound;

/// <summary>What came in, through the doors of a whole desk that watches a maildir by itself.</summary>
public sealed class InboundDoorsTests
{
    private DirectoryInfo inbox = null!;
    private Desk desk = null!;
    private HttpClient staff = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        inbox = Directory.CreateTempSubdirectory("maildir-");
        foreach (var name in (string[])["new", "cur", "tmp"])
            inbox.CreateSubdirectory(name);
        desk = await Desk.StartAsync(TimeProvider.System, ("Channels:Mail:Inbox", inbox.FullName));
        staff = desk.Client(await desk.KeyAsync(null, "read work"));
        Lay("1.a", Incoming.Letter("<script>một</script>"));
        Lay("2.b", Incoming.Letter("hai", "desk@desk.example"));
        await Waiting.ForAsync(async () => (await ItemsAsync("")).Count(item => item["kind"] is not null) == 2);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await desk.DisposeAsync();
        inbox.Delete(recursive: true);
    }

    [Test]
    public async Task The_list_shows_what_came_newest_first_and_by_kind()
    {
        var item = (await ItemsAsync("?kind=unmatched")).Single();

        Assert.That(item.AsObject().Select(field => field.Key), Is.EqualTo(new[]
        {
            "hash", "receivedAt", "kind", "sender", "subject", "messageId", "delivery", "incident", "handledAt", "note", "noteVi",
        }));
        Assert.That((string?)item["sender"], Is.EqualTo("nguoi-la@ngoai.example"));
        Assert.That((string?)item["subject"], Is.EqualTo("<script>một</script>"));
        Assert.That((await ItemsAsync("?kind=own,loop")).Select(one => (string?)one["subject"]), Is.EqualTo(new[] { "hai" }));
        Assert.That((await staff.ReadAsync("/api/v1/inbound?kind=spam")).Faults, Is.EqualTo(new[] { "?kind not-in-list" }));
    }

    [Test]
    public async Task The_list_goes_on_from_page_to_page()
    {
        var first = (await staff.ReadAsync("/api/v1/inbound?limit=1")).Json!;
        var second = (await staff.ReadAsync($"/api/v1/inbound?limit=1&cursor={(string)first["nextCursor"]!}")).Json!;
        Assert.That((string?)second["nextCursor"], Is.Null);
        Assert.That(
            new[] { first, second }.Select(page => (string?)page["items"]![0]!["hash"]),
            Is.EqualTo((await ItemsAsync("")).Select(item => (string?)item["hash"])));
    }

    [Test]
    public async Task A_mail_is_taken_away_as_a_file_and_never_shown()
    {
        var hash = (string)(await ItemsAsync("?kind=unmatched")).Single()["hash"]!;

        using var answer = await staff.GetAsync($"/api/v1/inbound/{hash}");

        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(Incoming.Letter("<script>một</script>")));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("message/rfc822"));
        Assert.That(answer.Content.Headers.ContentDisposition!.ToString(), Does.StartWith($"attachment; filename={hash}.eml"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(
            await desk.Database.ReadAsync(
                reading => reading.SingleAsync<long>("SELECT count(*) FROM audit WHERE action = 'inbound.open' AND subject = @hash", new { hash }),
                CancellationToken.None),
            Is.GreaterThanOrEqualTo(1));
    }

    [TestCase("0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("..%2F..%2Finstance")]
    [TestCase("x")]
    public async Task What_never_came_is_404(string hash) =>
        Assert.That((await staff.ReadAsync($"/api/v1/inbound/{hash}")).Code, Is.EqualTo(404));

    [Test]
    public async Task Mails_are_the_desks_alone()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE"), "report read"));
        Assert.That((await agency.ReadAsync("/api/v1/inbound")).Code, Is.EqualTo(403));
        Assert.That((await agency.ReadAsync($"/api/v1/inbound/{new string('0', 64)}")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task A_key_that_only_reads_is_told_that_a_mail_came_and_nothing_of_it()
    {
        var reader = desk.Client(await desk.KeyAsync(null, "read"));
        var hash = (string)(await ItemsAsync("?kind=unmatched")).Single()["hash"]!;

        var item = (await reader.ReadAsync("/api/v1/inbound?kind=unmatched")).Json!["items"]![0]!;

        Assert.That(((string?)item["hash"], (string?)item["sender"], (string?)item["subject"]), Is.EqualTo((hash, "", "")));
        Assert.That(new[] { item["messageId"], item["note"], item["noteVi"] }, Is.All.Null);
        Assert.That((await reader.ReadAsync($"/api/v1/inbound/{hash}")).Code, Is.EqualTo(403));
    }

    [Test]
    public void A_desk_without_an_inbox_has_nothing_that_turns()
    {
        Assert.That(desk.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<InboundClock>(), Has.One.Items);
        var settings = desk.Services.GetRequiredService<DeskSettings>();
        var without = settings with { Mail = settings.Mail with { Options = settings.Mail.Options with { Inbox = "" } } };
        Assert.That(new ServiceCollection().AddInbound(without).Select(one => one.ServiceType), Is.EqualTo(new[] { typeof(KeptMails) }));
    }

    /// <summary>As a mail server does it: written aside, then moved in whole.</summary>
    private void Lay(string name, byte[] mail)
    {
        var aside = Path.Combine(inbox.FullName, "tmp", name);
        File.WriteAllBytes(aside, mail);
        File.Move(aside, Path.Combine(inbox.FullName, "new", name));
    }

    private async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> ItemsAsync(string query) =>
        [.. (await staff.ReadAsync("/api/v1/inbound" + query)).Json!["items"]!.AsArray().Select(item => item!)];
}
