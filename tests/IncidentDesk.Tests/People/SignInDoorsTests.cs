using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.People;

public sealed class SignInDoorsTests
{
    [Test]
    public async Task Nothing_is_open_to_someone_who_is_not_signed_in()
    {
        await using var desk = await Desk.StartAsync();
        using var visitor = new Visitor(desk);

        using var board = await visitor.GetAsync("/board?severity=high");
        using var incident = await visitor.GetAsync("/incidents/INC-2026-000001");
        using var machine = desk.Client();
        using var stream = await machine.GetAsync(new Uri("/api/v1/stream", UriKind.Relative));

        Assert.That(board.Headers.Location?.OriginalString, Is.EqualTo("/sign-in?next=%2Fboard%3Fseverity%3Dhigh"));
        Assert.That(incident.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(stream.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task After_signing_in_people_land_where_they_were_going()
    {
        await using var desk = await Desk.StartAsync();
        await Visitor.PersonAsync(desk, "hoa", "responder");
        using var visitor = new Visitor(desk);

        using var answer = await visitor.SignInAsync("hoa", Visitor.Password, "/board?severity=high");
        using var elsewhere = await new Visitor(desk).SignInAsync("hoa", Visitor.Password, "https://elsewhere.example/");

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/board?severity=high"));
        Assert.That(elsewhere.Headers.Location?.OriginalString, Is.EqualTo("/board"));
        await visitor.PageAsync("/board?severity=high");
    }

    [Test]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_words_and_later_the_same_wait()
    {
        await using var desk = await Desk.StartAsync(new ManualClock());
        await Visitor.PersonAsync(desk, "hoa", "responder");
        using var visitor = new Visitor(desk);

        for (var attempt = 1; attempt <= 7; attempt++)
        {
            using var wrongPassword = await visitor.SignInAsync("hoa", "sai");
            using var wrongName = await visitor.SignInAsync("khong-co", "sai");
            var expected = attempt <= 5 ? HttpStatusCode.BadRequest : HttpStatusCode.TooManyRequests;

            Assert.That(wrongPassword.StatusCode, Is.EqualTo(expected));
            Assert.That(wrongName.StatusCode, Is.EqualTo(expected));
            Assert.That(wrongPassword.Headers.RetryAfter?.Delta, Is.EqualTo(attempt <= 5 ? (TimeSpan?)null : TimeSpan.FromSeconds(30)));
            Assert.That(wrongName.Headers.RetryAfter, Is.EqualTo(wrongPassword.Headers.RetryAfter));
            Assert.That(await FaultAsync(wrongName), Is.EqualTo(await FaultAsync(wrongPassword)));
        }
    }

    [Test]
    public async Task Who_waited_long_enough_gets_in_and_starts_anew()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await Visitor.PersonAsync(desk, "hoa", "responder");
        using var visitor = new Visitor(desk);
        for (var attempt = 1; attempt <= 6; attempt++)
            (await visitor.SignInAsync("hoa", "sai")).Dispose();

        using var tooSoon = await visitor.SignInAsync("hoa", Visitor.Password);
        clock.Advance(TimeSpan.FromSeconds(31));
        using var later = await visitor.SignInAsync("hoa", Visitor.Password);
        using var another = await new Visitor(desk).SignInAsync("hoa", "sai");

        Assert.That(tooSoon.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(another.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_form_of_another_site_signs_nobody_in()
    {
        await using var desk = await Desk.StartAsync();
        await Visitor.PersonAsync(desk, "hoa", "responder");
        using var client = desk.Client();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["user"] = "hoa", ["password"] = Visitor.Password });

        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("desk=", StringComparison.Ordinal)), Is.False);
    }

    [Test]
    public async Task Disabled_people_are_out_within_seconds()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        await visitor.PageAsync("/board");

        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE people SET disabled_at = 1"), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(3));

        using var answer = await visitor.GetAsync("/board");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        await using var desk = await Desk.StartAsync();
        await Visitor.PersonAsync(desk, "hoa", "responder");
        using var visitor = new Visitor(desk);

        using var answer = await visitor.SignInAsync("hoa", Visitor.Password);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(line => line.StartsWith("desk=", StringComparison.Ordinal));
        Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/"));
    }

    private static async Task<string?> FaultAsync(HttpResponseMessage answer) =>
        (await Visitor.ReadAsync(answer)).GetElementById("faults")?.TextContent.Trim();
}
