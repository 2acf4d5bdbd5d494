using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.People;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.People.Account;

public sealed class AccountDoorTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync() => desk = await Desk.StartAsync(clock = new ManualClock(), ("People:SessionIdleMinutes", "60"), ("People:SessionHours", "12"));

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_change_of_password_needs_the_present_one_and_ends_the_other_sessions()
    {
        using var here = await Visitor.SignedInAsync(desk, "hoa", "responder");
        using var there = new Visitor(desk);
        (await there.SignInAsync("hoa", Visitor.Password)).Dispose();

        using var wrong = await ChangeAsync(here, "khong-phai-no", "bon con meo an pho");
        using var changed = await ChangeAsync(here, Visitor.Password, "bon con meo an pho");

        Assert.That((wrong.StatusCode, changed.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.OK)));
        await here.PageAsync("/board");
        using var out_ = await there.GetAsync("/board");
        Assert.That(out_.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        using var old = await there.SignInAsync("hoa", Visitor.Password);
        using var fresh = await there.SignInAsync("hoa", "bon con meo an pho");
        Assert.That((old.StatusCode, fresh.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.Found)));
    }

    [Test]
    public async Task Where_the_password_was_changed_the_device_is_known_from_then_on()
    {
        using var here = await Visitor.SignedInAsync(desk, "hoa", "responder");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("DELETE FROM known_devices"), CancellationToken.None);

        (await ChangeAsync(here, "khong-phai-no", "bon con meo an pho")).Dispose();
        Assert.That(await DevicesAsync(), Is.Zero);
        (await ChangeAsync(here, Visitor.Password, "bon con meo an pho")).Dispose();

        Assert.That(await DevicesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_session_that_was_ended_elsewhere_is_out_at_once_and_the_owner_stays()
    {
        using var here = await Visitor.SignedInAsync(desk, "hoa", "responder");
        using var there = new Visitor(desk);
        (await there.SignInAsync("hoa", Visitor.Password)).Dispose();
        Assert.That((await here.PageAsync("/account")).QuerySelectorAll("section[aria-labelledby=sessions] tbody tr"), Has.Length.EqualTo(2));

        using var ended = await here.SubmitAsync("/account", "form:has(button[value=others])", ("session", "others"));

        Assert.That((await Visitor.ReadAsync(ended)).QuerySelectorAll("section[aria-labelledby=sessions] tbody tr"), Has.Length.EqualTo(1));
        using var out_ = await there.GetAsync("/account");
        Assert.That(out_.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        await here.PageAsync("/account");
    }

    [Test]
    public async Task Nobody_ends_the_session_of_another()
    {
        using var hoa = await Visitor.SignedInAsync(desk, "hoa", "responder");
        using var binh = await Visitor.SignedInAsync(desk, "binh", "responder");
        var session = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>(
            "SELECT sessions.id FROM sessions JOIN people ON people.id = sessions.person_id WHERE people.user_name = 'hoa'"), CancellationToken.None);

        (await binh.SubmitAsync("/account", "form[action='/account/sessions']", ("session", session.ToString("D")))).Dispose();

        await hoa.PageAsync("/account");
    }

    [Test]
    public async Task An_idle_session_ends_and_so_does_one_that_lasted_its_time()
    {
        using var idle = await Visitor.SignedInAsync(desk, "hoa", "responder");
        using var busy = await Visitor.SignedInAsync(desk, "binh", "responder");
        var keeper = desk.Services.GetRequiredService<SessionKeeper>();
        for (var half = 1; half <= 23; half++)
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            await busy.PageAsync("/account");
            await keeper.TurnAsync(CancellationToken.None);
            // The keeper turns by itself too, and may be on its way with what it took.
            await Waiting.ForAsync(async () => await desk.Database.ReadAsync(
                reading => reading.SingleAsync<DateTimeOffset>("SELECT max(seen_at) FROM sessions"), CancellationToken.None) == clock.GetUtcNow());
        }

        using var slept = await idle.GetAsync("/account");
        Assert.That(slept.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        await busy.PageAsync("/account");
        clock.Advance(TimeSpan.FromMinutes(31));
        using var longest = await busy.GetAsync("/account");
        Assert.That(longest.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task Last_seen_is_written_in_a_batch_and_a_turn_with_nothing_to_do_writes_nothing()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var (keeper, book) = (desk.Services.GetRequiredService<SessionKeeper>(), desk.Services.GetRequiredService<SessionBook>());
        // Its own turns would take what this one is to write.
        await keeper.StopAsync(CancellationToken.None);
        await keeper.TurnAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(5));
        await visitor.PageAsync("/account");
        Assert.That(await SeenAsync(), Is.EqualTo(clock.GetUtcNow().AddMinutes(-5)));

        await keeper.TurnAsync(CancellationToken.None);

        Assert.That(await SeenAsync(), Is.EqualTo(clock.GetUtcNow()));
        Assert.That(book.TakeSeen(), Is.Empty);
    }

    [Test]
    public async Task Somebody_whose_last_day_has_come_is_out_and_ended()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE people SET ends_at = @at", new { at = clock.GetUtcNow().AddMinutes(10) }), CancellationToken.None);
        await visitor.PageAsync("/account");
        clock.Advance(TimeSpan.FromMinutes(10));

        using var out_ = await visitor.GetAsync("/account");
        await desk.Services.GetRequiredService<SessionKeeper>().TurnAsync(CancellationToken.None);

        Assert.That(out_.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(await desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM people WHERE disabled_at IS NOT NULL"), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task A_cookie_that_was_copied_is_worth_nothing_after_signing_out()
    {
        await Visitor.PersonAsync(desk, "hoa", "responder");
        using var visitor = new Visitor(desk);
        using var entered = await visitor.SignInAsync("hoa", Visitor.Password);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(line => line.StartsWith("desk=", StringComparison.Ordinal)).Split(';')[0];
        Assert.That(await WithAsync(cookie), Is.EqualTo(HttpStatusCode.OK));

        (await visitor.SubmitAsync("/board", "form[action='/sign-out']")).Dispose();

        Assert.That(await WithAsync(cookie), Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task A_role_that_changed_is_another_role_in_the_same_session_within_seconds()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "admin");
        await visitor.PageAsync("/people");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE people SET role = 'auditor'"), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(3));

        await visitor.PageAsync("/people", HttpStatusCode.Forbidden);
    }

    [TestCase("vi", "Mật khẩu mới trùng mật khẩu đang dùng")]
    [TestCase("en", "This is the password that you have now")]
    public async Task The_password_that_somebody_has_is_no_new_one_and_only_who_shows_it_is_told(string language, string words)
    {
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        (await visitor.GetAsync($"/language?to={language}&back=/account")).Dispose();

        using var same = await ChangeAsync(visitor, Visitor.Password, Visitor.Password);
        using var guessed = await ChangeAsync(visitor, "mot-cau-sai-nao-do", "mot-cau-sai-nao-do");

        Assert.That((same.StatusCode, guessed.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
        Assert.That((await Visitor.ReadAsync(same)).GetElementById("faults")!.TextContent, Does.Contain(words));
        Assert.That((await Visitor.ReadAsync(guessed)).GetElementById("faults")!.TextContent, Does.Not.Contain(words));
        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM audit WHERE action = 'person.password'"), CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task A_password_that_leaked_is_no_new_one_though_the_present_one_is_shown()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");

        using var leaked = await ChangeAsync(visitor, Visitor.Password, "leave me alone");

        Assert.That(leaked.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Visitor.ReadAsync(leaked)).GetElementById("faults")!.TextContent, Does.Contain("dễ đoán"));
    }

    [Test]
    public async Task Who_does_not_show_the_present_password_has_tried_and_is_told_nothing_of_the_new_one()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");

        using var guessed = await ChangeAsync(visitor, "mot-cau-sai-nao-do", "leave me alone");

        Assert.That((await Visitor.ReadAsync(guessed)).GetElementById("faults")!.TextContent, Does.Contain("Mật khẩu hiện tại chưa đúng.").And.Not.Contain("dễ đoán"));
        Assert.That(await desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM audit WHERE action = 'session.prove' AND outcome = 'refused'"), CancellationToken.None), Is.EqualTo(1));
    }

    private Task<long> DevicesAsync() =>
        desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM known_devices"), CancellationToken.None);

    private async Task<HttpStatusCode> WithAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/board");
        request.Headers.Add("Cookie", cookie);
        using var client = desk.Client();
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> ChangeAsync(Visitor visitor, string present, string password) =>
        visitor.SubmitAsync("/account", "form[action='/account/password']", ("present", present), ("password", password), ("again", password));

    private Task<DateTimeOffset> SeenAsync() =>
        desk.Database.ReadAsync(reading => reading.SingleAsync<DateTimeOffset>("SELECT max(seen_at) FROM sessions"), CancellationToken.None);
}
