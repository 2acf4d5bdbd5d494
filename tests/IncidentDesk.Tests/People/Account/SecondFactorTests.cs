using System.Net;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Rules.SecondFactor;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.People.Account;

public sealed class SecondFactorTests
{
    private readonly ManualClock clock = new();
    private Desk desk = null!;

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task Who_must_have_one_and_does_not_reaches_nothing_but_the_page_that_sets_it_up()
    {
        desk = await Desk.StartAsync(clock, ("People:SecondFactor", "desk"));
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        await desk.AgencyAsync("SO-YTE");
        using var agency = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");

        using var board = await visitor.GetAsync("/board");
        using var api = new HttpRequestMessage(HttpMethod.Get, "/api/v1/incidents");
        api.Headers.Accept.ParseAdd("application/json");
        using var refused = await visitor.SendAsync(api);
        Assert.That(board.Headers.Location?.OriginalString, Is.EqualTo("/account/second-factor?next=%2Fboard"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("needs-second-factor"));
        var page = await visitor.PageAsync("/account/second-factor");
        Assert.That(page.QuerySelector(".strip"), Is.Null, "the frame tells nothing of the desk");
        Assert.That(page.QuerySelector("svg.qr path"), Is.Not.Null);
        await agency.PageAsync("/board");

        await TurnOnAsync(visitor);
        await visitor.PageAsync("/board");
    }

    [Test]
    public async Task Whoever_saw_the_secret_before_it_was_set_up_shares_nothing_with_the_owner()
    {
        desk = await Desk.StartAsync(clock);
        using var stranger = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var seen = (await stranger.PageAsync("/account/second-factor")).QuerySelector("code.verbatim")!.TextContent;
        using var owner = new Visitor(desk);
        using var _ = await owner.SignInAsync("hoa", Visitor.Password);

        var page = await owner.PageAsync("/account/second-factor");
        var shown = page.QuerySelector("code.verbatim")!.TextContent;
        Assert.That(shown, Is.Not.EqualTo(seen));
        using var wrong = await owner.SubmitAsync(page, "form[action='/account/second-factor']", ("code", "000000"));
        Assert.That((await Visitor.ReadAsync(wrong)).QuerySelector("code.verbatim")!.TextContent, Is.EqualTo(shown), "a wrong code asks for no second scan");
    }

    [Test]
    public async Task After_it_is_on_a_password_alone_signs_nobody_in_and_a_code_works_once()
    {
        desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var (secret, _) = await TurnOnAsync(visitor);
        clock.Advance(TimeSpan.FromSeconds(90));

        using var other = new Visitor(desk);
        using var step = await other.SignInAsync("hoa", Visitor.Password);
        Assert.That(step.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var board = await other.GetAsync("/board");
        Assert.That(board.StatusCode, Is.EqualTo(HttpStatusCode.Found), "there is no session yet");
        var page = await Visitor.ReadAsync(step);
        using var wrong = await other.SubmitAsync(page, "form[action='/sign-in/second']", ("code", "000000"));
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var right = await other.SubmitAsync(page, "form[action='/sign-in/second']", ("code", Code(secret)));
        Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        await other.PageAsync("/board");

        using var third = new Visitor(desk);
        using var again = await third.SubmitAsync(await StepAsync(third), "form[action='/sign-in/second']", ("code", Code(secret)));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "a code is never taken twice");
    }

    [Test]
    public async Task Where_it_was_turned_on_the_device_is_known_from_then_on()
    {
        desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("DELETE FROM known_devices"), CancellationToken.None);

        await TurnOnAsync(visitor);

        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM known_devices"), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task A_recovery_code_stands_in_once_and_new_ones_replace_the_old()
    {
        desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var (_, codes) = await TurnOnAsync(visitor);
        Assert.That(codes, Has.Count.EqualTo(10).And.Unique);

        using var second = new Visitor(desk);
        var step = await StepAsync(second);
        foreach (var page in new[] { step, await visitor.PageAsync("/account/proof") })
            Assert.That(page.GetElementById("code")!.GetAttribute("inputmode"), Is.Null, "a phone that offers figures alone takes no recovery code");
        using var entered = await second.SubmitAsync(step, "form[action='/sign-in/second']", ("code", codes[0].ToUpperInvariant()));
        Assert.That(entered.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        using var third = new Visitor(desk);
        using var twice = await third.SubmitAsync(await StepAsync(third), "form[action='/sign-in/second']", ("code", codes[0]));
        Assert.That(twice.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

        using var fresh = await visitor.SubmitAsync("/account/second-factor", "form[action='/account/second-factor/codes']");
        Assert.That(Codes(await Visitor.ReadAsync(fresh)), Has.Count.EqualTo(10).And.None.EqualTo(codes[1]));
        using var old = await third.SubmitAsync(await StepAsync(third), "form[action='/sign-in/second']", ("code", codes[1]));
        Assert.That(old.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task The_table_holds_neither_the_secret_nor_the_codes()
    {
        desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var (secret, codes) = await TurnOnAsync(visitor);

        var kept = string.Join(' ', await desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT secret FROM second_factors UNION ALL SELECT hash FROM recovery_codes"), CancellationToken.None));

        Assert.That(kept, Does.Not.Contain(secret));
        foreach (var code in codes)
            Assert.That(kept, Does.Not.Contain(code).And.Not.Contain(code.Replace("-", "", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Guesses_at_the_code_must_wait_like_guesses_at_the_password()
    {
        desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var (secret, _) = await TurnOnAsync(visitor);
        using var guesser = new Visitor(desk);
        var page = await StepAsync(guesser);
        clock.Advance(TimeSpan.FromSeconds(60));

        for (var attempt = 1; attempt <= 6; attempt++)
            (await guesser.SubmitAsync(page, "form[action='/sign-in/second']", ("code", "000000"))).Dispose();
        using var right = await guesser.SubmitAsync(page, "form[action='/sign-in/second']", ("code", Code(secret)));

        Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task Before_something_dangerous_who_has_one_shows_both_the_password_and_the_code()
    {
        desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "admin");
        var (secret, codes) = await TurnOnAsync(visitor);
        clock.Advance(TimeSpan.FromMinutes(11));

        using var passwordAlone = await ProveAsync(visitor, Visitor.Password, "");
        using var codeAlone = await ProveAsync(visitor, "", Code(secret));
        using var wrong = await ProveAsync(visitor, "sai-roi-nhe-ban", codes[0]);
        using var still = await visitor.GetAsync("/people/new");
        Assert.That(
            new[] { passwordAlone.StatusCode, codeAlone.StatusCode, wrong.StatusCode, still.StatusCode },
            Is.EqualTo(new[] { HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Found }));

        using var both = await ProveAsync(visitor, Visitor.Password, Code(secret));
        Assert.That(both.Headers.Location?.OriginalString, Is.EqualTo("/people/new"));
        await visitor.PageAsync("/people/new");
        clock.Advance(TimeSpan.FromMinutes(11));
        using var recovered = await ProveAsync(visitor, Visitor.Password, codes[0]);
        Assert.That(recovered.StatusCode, Is.EqualTo(HttpStatusCode.Found), "the code beside the wrong password was not used up");
    }

    [TestCase(true, HttpStatusCode.Found)]
    [TestCase(false, HttpStatusCode.OK)]
    public async Task A_changed_password_is_a_fresh_proof_only_where_there_is_no_second_factor(bool hasFactor, HttpStatusCode dangerous)
    {
        desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "admin");
        if (hasFactor)
            await TurnOnAsync(visitor);
        clock.Advance(TimeSpan.FromMinutes(11));

        using var changed = await visitor.SubmitAsync(
            "/account", "form[action='/account/password']", ("present", Visitor.Password), ("password", "bon con meo an pho"), ("again", "bon con meo an pho"));
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        using var page = await visitor.GetAsync("/people/new");
        Assert.That(
            (page.StatusCode, page.Headers.Location?.OriginalString), Is.EqualTo((dangerous, hasFactor ? "/account/proof?next=%2Fpeople%2Fnew" : null)));
    }

    [TestCase("others")]
    [TestCase("password")]
    public async Task A_sign_in_that_waits_for_its_code_ends_with_all_the_sessions(string how)
    {
        desk = await Desk.StartAsync(clock);
        using var owner = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var (secret, _) = await TurnOnAsync(owner);
        using var thief = new Visitor(desk);
        var page = await StepAsync(thief);
        clock.Advance(TimeSpan.FromSeconds(60));

        using var done = how == "others"
            ? await owner.SubmitAsync("/account", "form[action='/account/sessions']", ("session", "others"))
            : await owner.SubmitAsync("/account", "form[action='/account/password']", ("present", Visitor.Password), ("password", "bon con meo an pho"), ("again", "bon con meo an pho"));
        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var late = await thief.SubmitAsync(page, "form[action='/sign-in/second']", ("code", Code(secret)));

        Assert.That(late.Headers.Location?.OriginalString, Is.EqualTo("/sign-in"));
        using var board = await thief.GetAsync("/board");
        Assert.That(board.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task It_can_be_turned_off_only_where_the_desk_does_not_ask_for_it()
    {
        desk = await Desk.StartAsync(clock, ("People:SecondFactor", "desk"));
        await desk.AgencyAsync("SO-YTE");
        using var responder = await Visitor.SignedInAsync(desk, "hoa", "responder");
        using var reporter = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");
        await TurnOnAsync(responder);
        await TurnOnAsync(reporter);

        Assert.That((await responder.PageAsync("/account/second-factor")).QuerySelector("form[action='/account/second-factor/off']"), Is.Null);
        using var off = await reporter.SubmitAsync("/account/second-factor", "form[action='/account/second-factor/off']");

        Assert.That(off.Headers.Location?.OriginalString, Is.EqualTo("/account"));
        using var again = await new Visitor(desk).SignInAsync("an", Visitor.Password);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task A_note_between_password_and_code_that_was_made_up_leads_to_the_start()
    {
        desk = await Desk.StartAsync(clock);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var (secret, _) = await TurnOnAsync(visitor);
        using var other = new Visitor(desk);
        var page = await StepAsync(other);

        using var forged = await other.SubmitAsync(page, "form[action='/sign-in/second']", ("proof", "CfDJ8forged"), ("code", Code(secret)));
        clock.Advance(TimeSpan.FromMinutes(5));
        using var late = await other.SubmitAsync(page, "form[action='/sign-in/second']", ("code", Code(secret)));

        Assert.That((forged.Headers.Location?.OriginalString, late.Headers.Location?.OriginalString), Is.EqualTo(("/sign-in", "/sign-in")));
    }

    private static Task<HttpResponseMessage> ProveAsync(Visitor visitor, string password, string code) =>
        visitor.SubmitAsync("/account/proof?next=%2Fpeople%2Fnew", "form[action='/account/proof']", ("password", password), ("code", code));

    private static async Task<IHtmlDocument> StepAsync(Visitor visitor)
    {
        using var step = await visitor.SignInAsync("hoa", Visitor.Password);
        return await Visitor.ReadAsync(step);
    }

    private async Task<(string Secret, IReadOnlyList<string> Codes)> TurnOnAsync(Visitor visitor)
    {
        var page = await visitor.PageAsync("/account/second-factor");
        var secret = page.QuerySelector("code.verbatim")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        using var on = await visitor.SubmitAsync(page, "form[action='/account/second-factor']", ("code", Code(secret)));
        Assert.That(on.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return (secret, Codes(await Visitor.ReadAsync(on)));
    }

    private static IReadOnlyList<string> Codes(IHtmlDocument page) => [.. page.QuerySelectorAll(".codes code").Select(code => code.TextContent)];

    private string Code(string secret) => Totp.CodeAt(Bytes(secret), Totp.StepOf(clock.GetUtcNow()));

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Select(sign => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(n => Convert.ToByte(bits.Substring(n * 8, 8), 2))];
    }
}
