using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

public sealed class AcknowledgeByLinkTests
{
    private CaseScene scene = null!;
    private HttpClient nobody = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await CaseScene.StartAsync(("Desk:Address", "https://truc.tinh.example"));
        nobody = scene.Desk.Client();
        nobody.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task The_mail_of_the_rung_has_a_link_that_only_shows_a_button_and_the_button_takes_the_incident()
    {
        var number = await scene.FileAsync();
        await scene.CalledAsync(number);
        var mail = "";
        await Waiting.ForAsync(async () => (mail = await MailAsync(number)).Length > 0);
        var link = Regex.Match(mail, @"https://truc\.tinh\.example(/a/[A-Za-z0-9_-]{43})\r?\n").Groups[1].Value;
        Assert.That(link, Is.Not.Empty, mail);
        Assert.That(mail, Does.Contain("CẦN NGƯỜI NHẬN XỬ LÝ").And.Contain("Then the desk calls").And.Contain(number));

        for (var look = 0; look < 3; look++)
        {
            using var opened = await nobody.GetAsync(new Uri(link, UriKind.Relative));
            var page = await Visitor.ReadAsync(opened);
            Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain(number).And.Contain("Will you take this incident?").And.Contain("Bạn nhận xử lý"));
            Assert.That(page.QuerySelector("main")!.TextContent, Does.Not.Contain("brute"));
            Assert.That(page.QuerySelector("main form")!.GetAttribute("action"), Is.EqualTo(link));
        }
        Assert.That(await scene.StatusAsync(number), Is.EqualTo("new"), "a scanner that opens links takes nothing");

        Assert.That(await PressAsync(link), Does.Contain("You have it."));
        var taken = await scene.ShowAsync(number);
        Assert.That(((string?)taken["status"], (string?)taken["acknowledgedBy"]), Is.EqualTo(("triaged", "Người mot")), "in the name of whom the mail went to");
        Assert.That(await PressAsync(link), Does.Contain("This link has been used."));
    }

    [Test]
    public async Task A_link_that_comes_too_late_or_was_made_up_says_so()
    {
        var (number, link) = await LinkAsync();
        Assert.That((await scene.PutAsync(scene.Other, number, "acknowledgement", "{}")).Code, Is.EqualTo(200));
        Assert.That(await PressAsync(link), Does.Contain("Somebody has it already."));

        (number, link) = await LinkAsync();
        await scene.WriteAsync("UPDATE deliveries SET planned_at = planned_at - 86400001 WHERE incident_id = (SELECT id FROM incidents WHERE number = @number)", new { number });
        Assert.That(await PressAsync(link), Does.Contain("This link has expired."));
        Assert.That(await scene.StatusAsync(number), Is.EqualTo("new"));

        var forged = link[..^1] + (link[^1] == 'A' ? 'Q' : 'A');
        Assert.That(await PressAsync(forged, HttpStatusCode.NotFound), Does.Contain("This link is not right.").And.Not.Contain(number));
        Assert.That(await PressAsync("/a/x", HttpStatusCode.NotFound), Does.Contain("This link is not right."));
    }

    [Test]
    public async Task Somebody_who_has_left_takes_nothing_by_an_old_link()
    {
        var (number, link) = await LinkAsync();
        await scene.WriteAsync("UPDATE people SET disabled_at = 1 WHERE id = @person", new { person = scene.OnePerson });
        Assert.That(await PressAsync(link, HttpStatusCode.NotFound), Does.Contain("This link is not right."));
        await scene.WriteAsync("UPDATE people SET disabled_at = NULL WHERE id = @person", new { person = scene.OnePerson });
        Assert.That(await scene.StatusAsync(number), Is.EqualTo("new"));
    }

    private async Task<(string Number, string Link)> LinkAsync()
    {
        var number = await scene.FileAsync();
        await scene.CalledAsync(number);
        var delivery = await scene.ReadAsync<Guid>(
            "SELECT deliveries.id FROM deliveries JOIN incidents ON incidents.id = incident_id WHERE number = @number AND cause_kind = 'rung' AND channel = 'mail'", new { number });
        return (number, "/a/" + await scene.Desk.Database.ReadAsync(reading => LinkKey.TokenAsync(reading, delivery), CancellationToken.None));
    }

    private async Task<string> MailAsync(string number) =>
        await scene.ReadAsync<string>(
            """
            SELECT content FROM deliveries JOIN incidents ON incidents.id = incident_id
            WHERE number = @number AND cause_kind = 'rung' AND channel = 'mail' AND deliveries.state = 'simulated'
            """,
            new { number }) is { } content ? new MimeReading(Encoding.ASCII.GetBytes(content)).Parts[0].Text : "";

    private async Task<string> PressAsync(string link, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await nobody.PostAsync(new Uri(link, UriKind.Relative), null);
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        return (await Visitor.ReadAsync(answer)).QuerySelector("main")!.TextContent;
    }
}
