using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.People;
using IncidentDesk.Tests.Shell;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
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
        Assert.That(elsewhere.Headers.Location?.OriginalString, Is.EqualTo("/"));
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
            Assert.That(wrongPassword.Headers.RetryAfter?.Delta, Is.EqualTo(attempt <= 5 ? (TimeSpan?)null : TimeSpan.FromSeconds(5)));
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
        clock.Advance(TimeSpan.FromSeconds(6));
        using var later = await visitor.SignInAsync("hoa", Visitor.Password);
        using var another = await new Visitor(desk).SignInAsync("hoa", "sai");

        Assert.That(tooSoon.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(another.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Guesses_made_elsewhere_never_shut_the_owner_out_of_a_device_that_is_known()
    {
        await using var desk = await Desk.StartAsync(new ManualClock());
        using var owner = await Visitor.SignedInAsync(desk, "hoa", "responder");
        (await owner.SubmitAsync("/board", "form[action='/sign-out']")).Dispose();
        using var guesser = new Visitor(desk);
        for (var attempt = 1; attempt <= 7; attempt++)
            (await guesser.SignInAsync("hoa", "sai")).Dispose();

        using var stranger = await new Visitor(desk).SignInAsync("hoa", Visitor.Password);
        using var known = await owner.SignInAsync("hoa", Visitor.Password);

        Assert.That((stranger.StatusCode, known.StatusCode), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.Found)));
    }

    [Test]
    public async Task A_known_device_is_no_way_around_the_wait_for_whoever_guesses_from_it()
    {
        await using var desk = await Desk.StartAsync(new ManualClock());
        using var owner = await Visitor.SignedInAsync(desk, "hoa", "responder");
        (await owner.SubmitAsync("/board", "form[action='/sign-out']")).Dispose();
        for (var attempt = 1; attempt <= 6; attempt++)
            (await owner.SignInAsync("hoa", "sai")).Dispose();

        using var answer = await owner.SignInAsync("hoa", Visitor.Password);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task An_address_that_tries_many_names_must_wait_whatever_the_name()
    {
        await using var desk = await Desk.StartAsync(new ManualClock());
        await Visitor.PersonAsync(desk, "hoa", "responder");
        var sender = desk.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<ISender>();
        for (var attempt = 1; attempt <= 51; attempt++)
            await sender.Send(new SignIn.Command($"ten-{attempt}", "sai", "192.0.2.1"));

        Assert.That(await sender.Send(new SignIn.Command("hoa", Visitor.Password, "192.0.2.1")), Is.InstanceOf<SignIn.Wait>());
        Assert.That(await sender.Send(new SignIn.Command("hoa", Visitor.Password, "192.0.2.2")), Is.InstanceOf<SignIn.SignedIn>());
    }

    [Test]
    public async Task The_owner_gets_in_from_a_new_place_while_somebody_takes_every_turn_of_the_account_from_many()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await Visitor.PersonAsync(desk, "hoa", "responder");
        var sender = SenderOf(desk);
        await SpendAsync(sender, clock, "hoa");

        for (var turn = 0; turn < 5; turn++)
        {
            Assert.That(await sender.Send(new SignIn.Command("hoa", Visitor.Password, "198.51.100.1")), Is.InstanceOf<SignIn.SignedIn>(), "a hit gives the try back");
            clock.Advance(Throttle.Brief);
            // As soon as the account takes a guess, the guesser is there first.
            Assert.That(await sender.Send(new SignIn.Command("hoa", "sai", $"203.0.113.{turn + 1}")), Is.InstanceOf<SignIn.Wait>());
        }
    }

    [TestCase("198.51.100.1", "198.51.100.1", "198.51.100.2")]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:2:2::1")]
    public async Task A_network_has_two_tries_past_the_wait_of_an_account_and_then_waits_like_the_others(string first, string neighbour, string stranger)
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await Visitor.PersonAsync(desk, "hoa", "responder");
        var sender = SenderOf(desk);
        await SpendAsync(sender, clock, "hoa");

        Assert.That(await sender.Send(new SignIn.Command("hoa", "sai", first)), Is.InstanceOf<SignIn.Wrong>());
        Assert.That(await sender.Send(new SignIn.Command("hoa", "sai", neighbour)), Is.InstanceOf<SignIn.Wrong>());
        var third = await sender.Send(new SignIn.Command("hoa", Visitor.Password, first));
        Assert.That((third as SignIn.Wait)?.Until, Is.EqualTo(clock.GetUtcNow() + Throttle.Brief), "what went past the wait did not put it off");
        Assert.That(await sender.Send(new SignIn.Command("hoa", Visitor.Password, stranger)), Is.InstanceOf<SignIn.SignedIn>());
        clock.Advance(Throttle.Brief);
        Assert.That(await sender.Send(new SignIn.Command("hoa", Visitor.Password, first)), Is.InstanceOf<SignIn.SignedIn>());
    }

    [Test]
    public async Task Tries_past_the_wait_that_come_at_once_are_two_and_not_more()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await Visitor.PersonAsync(desk, "hoa", "responder");
        var sender = SenderOf(desk);
        await SpendAsync(sender, clock, "hoa");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sender.Send(new SignIn.Command("hoa", "sai", "198.51.100.1"))));

        Assert.That(outcomes.Count(outcome => outcome is SignIn.Wrong), Is.EqualTo(Attempts.Reserved));
    }

    /// <summary>Guesses at a name, each from another place, until its account has just begun the longest of its waits.</summary>
    private static async Task SpendAsync(ISender sender, ManualClock clock, string user)
    {
        const int enough = 32;
        for (var attempt = 1; attempt <= enough; attempt++)
            if (await sender.Send(new SignIn.Command(user, "sai", $"192.0.2.{attempt}")) is SignIn.Wait wait && attempt < enough)
                clock.Advance(wait.Until - clock.GetUtcNow());
    }

    [Test]
    public async Task Whoever_guesses_at_one_name_from_one_place_has_some_eighty_guesses_an_hour()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await Visitor.PersonAsync(desk, "hoa", "responder");

        Assert.That(await GuessAsync(SenderOf(desk), clock, TimeSpan.FromHours(1), _ => "hoa"), Is.InRange(60, 85));
    }

    [Test]
    public async Task Whoever_tries_one_password_on_many_names_from_one_place_has_some_hundred_and_thirty_an_hour()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);

        Assert.That(await GuessAsync(SenderOf(desk), clock, TimeSpan.FromHours(1), attempt => $"ten-{attempt}"), Is.InRange(100, 135));
    }

    [Test]
    public async Task A_neighbour_behind_the_same_address_who_guesses_keeps_no_owner_out_for_a_minute_and_no_known_device_at_all()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await Visitor.PersonAsync(desk, "hoa", "responder");
        await Visitor.PersonAsync(desk, "binh", "responder");
        using var known = await Visitor.SignedInAsync(desk, "lan", "responder");
        (await known.SubmitAsync("/board", "form[action='/sign-out']")).Dispose();
        var sender = SenderOf(desk);
        // The test's own requests come from loopback, as the neighbour's guesses do.
        await GuessAsync(sender, clock, TimeSpan.FromMinutes(10), attempt => attempt <= 12 ? "hoa" : $"ten-{attempt}", "127.0.0.1");
        Assert.That(await sender.Send(new SignIn.Command("lan", "sai", "127.0.0.1")), Is.InstanceOf<SignIn.Wait>(), "the address waits now");

        using var atOnce = await known.SignInAsync("lan", Visitor.Password);
        var early = await sender.Send(new SignIn.Command("binh", Visitor.Password, "127.0.0.1"));
        clock.Advance(TimeSpan.FromSeconds(59));

        Assert.That(atOnce.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(early, Is.InstanceOf<SignIn.Wait>());
        Assert.That(await sender.Send(new SignIn.Command("binh", Visitor.Password, "127.0.0.1")), Is.InstanceOf<SignIn.SignedIn>());
        Assert.That(await sender.Send(new SignIn.Command("hoa", Visitor.Password, "127.0.0.1")), Is.InstanceOf<SignIn.SignedIn>());
    }

    [TestCase("2001:db8:1:2::", true)]
    [TestCase("2001:db8:1:3::", false)]
    public async Task All_addresses_of_one_IPv6_network_are_one_place(string network, bool isSame)
    {
        await using var desk = await Desk.StartAsync(new ManualClock());
        await Visitor.PersonAsync(desk, "hoa", "responder");
        var sender = desk.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<ISender>();
        for (var attempt = 1; attempt <= 6; attempt++)
            await sender.Send(new SignIn.Command("hoa", "sai", $"2001:db8:1:2::{attempt}"));

        var answer = await sender.Send(new SignIn.Command("hoa", Visitor.Password, network + "aaaa"));

        Assert.That(answer, isSame ? Is.InstanceOf<SignIn.Wait>() : Is.InstanceOf<SignIn.SignedIn>());
    }

    [Test]
    public async Task A_hundred_guesses_at_once_are_a_hundred_and_not_one()
    {
        await using var desk = await Desk.StartAsync(new ManualClock());
        await Visitor.PersonAsync(desk, "hoa", "responder");
        var sender = desk.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<ISender>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => sender.Send(new SignIn.Command("hoa", "sai", "192.0.2.1"))));

        Assert.That(outcomes.Count(outcome => outcome is SignIn.Wrong), Is.EqualTo(5));
    }

    [Test]
    public async Task Nothing_but_the_name_they_typed_differs_between_a_known_and_an_unknown_account()
    {
        await using var desk = await Desk.StartAsync(new ManualClock());
        await Visitor.PersonAsync(desk, "hoa-co-that", "responder");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO people (id, user_name, name, role, password_hash, failed_attempts, created_at) VALUES ('019a0000-0000-7000-8000-00000000000a', 'duoc-moi-12', 'x', 'lead', '', 0, 1)"),
            CancellationToken.None);
        using var visitor = new Visitor(desk);

        var bodies = new List<string>();
        foreach (var name in new[] { "hoa-co-that", "duoc-moi-12", "khong-co-ai" })
        {
            using var answer = await visitor.SignInAsync(name, "sai");
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            bodies.Add((await Visitor.ReadAsync(answer)).QuerySelector("main")!.TextContent);
        }

        Assert.That(bodies.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_unknown_name_takes_as_long_as_a_wrong_password()
    {
        await using var desk = await Desk.StartAsync();
        await Visitor.PersonAsync(desk, "hoa", "responder");
        var sender = desk.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<ISender>();
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 9; turn++)
        {
            known.Add(await TimeAsync("hoa", turn));
            unknown.Add(await TimeAsync("khong-co-ai", turn));
        }

        // Without the hash that is computed for nobody the factor is far above ten.
        Assert.That(known.Order().ElementAt(4) / unknown.Order().ElementAt(4), Is.InRange(0.4, 2.5));

        async Task<double> TimeAsync(string user, int turn)
        {
            var since = System.Diagnostics.Stopwatch.StartNew();
            await sender.Send(new SignIn.Command(user, "mot-cau-sai-nao-do", $"192.0.2.{turn}"));
            return since.Elapsed.TotalMilliseconds;
        }
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

    [TestCase("SO-MOI", "nay thuộc Đơn vị SO-MOI")]
    [TestCase(null, "đã kết thúc hoạt động")]
    public async Task Whose_agency_has_ended_is_out_and_told_who_took_over_but_only_behind_the_right_password(string? successor, string words)
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("SO-CU");
        await desk.AgencyAsync("SO-MOI");
        using var visitor = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-CU");
        await visitor.PageAsync("/board");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE agencies SET valid_to = @now, successor_id = (SELECT id FROM agencies WHERE code = @successor) WHERE code = 'SO-CU'",
            new { now = clock.GetUtcNow().AddSeconds(1), successor = successor ?? "" }), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5));

        using var board = await visitor.GetAsync("/board");
        Assert.That(board.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        using var wrong = await new Visitor(desk).SignInAsync("an", "sai");
        using var right = await new Visitor(desk).SignInAsync("an", Visitor.Password);
        Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await FaultAsync(wrong), Does.Contain("chưa đúng"));
        Assert.That(await FaultAsync(right), Does.Contain(words));
        await desk.Services.GetRequiredService<SessionKeeper>().TurnAsync(CancellationToken.None);
        Assert.That(await desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT ended_why FROM sessions"), CancellationToken.None), Is.EqualTo(new[] { "agency-ended" }));
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

    /// <summary>Somebody who guesses as fast as they are let, and wrongly.</summary>
    /// <returns>How many of the guesses were looked at.</returns>
    private static async Task<int> GuessAsync(ISender sender, ManualClock clock, TimeSpan time, Func<int, string> name, string address = "192.0.2.1")
    {
        var (until, looked) = (clock.GetUtcNow() + time, 0);
        while (clock.GetUtcNow() < until)
            if (await sender.Send(new SignIn.Command(name(++looked), "sai", address)) is SignIn.Wait wait)
                clock.Advance(wait.Until - clock.GetUtcNow());
        return looked;
    }

    private static ISender SenderOf(Desk desk) => desk.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<ISender>();

    private static async Task<string?> FaultAsync(HttpResponseMessage answer) =>
        (await Visitor.ReadAsync(answer)).GetElementById("faults")?.TextContent.Trim();
}
