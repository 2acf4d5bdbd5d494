using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.People.OpenId;

/// <summary>Signing in through a real provider of identities, page by page as a browser goes.</summary>
[Category("slow")]
public sealed class OpenIdDoorTests
{
    private OpenIdProvider provider = null!;
    private Desk desk = null!;
    private int port;

    [SetUp]
    public async Task StartAsync()
    {
        port = Ports.Free();
        provider = await OpenIdProvider.StartAsync(new($"http://127.0.0.1:{port}/sign-in/openid/back"), new Dictionary<string, object>
        {
            ["hoa"] = new { preferred_username = "tran.thi.hoa", name = "Trần Thị Hoa", groups = new[] { "moi-nguoi", "truc-su-co" } },
            ["an"] = new { preferred_username = "nguyen.van.an", name = "Nguyễn Văn An", groups = new[] { "so-y-te" }, amr = new[] { "pwd", "otp" } },
            ["khach"] = new { preferred_username = "khach", name = "Khách", groups = new[] { "moi-nguoi" } },
            ["ke-gian"] = new { preferred_username = "quan-tri", name = "Kẻ gian", groups = new[] { "truc-su-co" } },
        });
        await StartDeskAsync();
        await desk.AgencyAsync("SO-YTE");
    }

    [TearDown]
    public async Task StopAsync()
    {
        // Neither is there where the provider could not be started.
        if (desk is not null)
            await desk.DisposeAsync();
        provider?.Dispose();
    }

    [Test]
    public async Task Whoever_the_provider_vouches_for_is_let_in_as_what_their_group_is()
    {
        using var browser = new Browser();

        var page = await browser.SignInAsync(desk, "hoa", "/board?severity=high");

        Assert.That(page.RequestMessage!.RequestUri!.PathAndQuery, Is.EqualTo("/board?severity=high"));
        Assert.That(await PersonAsync("tran.thi.hoa"), Is.EqualTo("responder||Trần Thị Hoa"));

        using var again = new Browser();
        await again.SignInAsync(desk, "hoa");
        Assert.That(await CountAsync("people"), Is.EqualTo(1), "the second time is the same person");
    }

    [Test]
    public async Task A_person_of_an_agency_s_group_reports_for_that_agency_and_has_no_password_here()
    {
        using var browser = new Browser();

        await browser.SignInAsync(desk, "an");

        Assert.That(await PersonAsync("nguyen.van.an"), Is.EqualTo("reporter|SO-YTE|Nguyễn Văn An"));
        using var visitor = new Visitor(desk);
        using var guess = await visitor.SignInAsync("nguyen.van.an", "");
        Assert.That(guess.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Who_is_in_no_group_of_the_desk_is_told_so_and_leaves_no_account()
    {
        using var browser = new Browser();

        using var answer = await browser.SignInAsync(desk, "khach");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("chưa được phép vào bàn trực"));
        Assert.That(await CountAsync("people"), Is.Zero);
        Assert.That(await CountAsync("sessions"), Is.Zero);
    }

    [Test]
    public async Task A_user_name_chosen_at_the_provider_opens_nobody_s_account()
    {
        await desk.PersonAsync("quan-tri", "admin");
        using var browser = new Browser();

        using var answer = await browser.SignInAsync(desk, "ke-gian");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await CountAsync("sessions"), Is.Zero);
        Assert.That(await PersonAsync("quan-tri"), Does.StartWith("admin|"));
    }

    [Test]
    public async Task Whose_access_was_ended_at_the_desk_does_not_come_back_through_the_provider()
    {
        using (var browser = new Browser())
            await browser.SignInAsync(desk, "hoa");
        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE people SET disabled_at = 1 WHERE user_name = 'tran.thi.hoa'"), CancellationToken.None);
        using var later = new Browser();

        using var answer = await later.SignInAsync(desk, "hoa");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Another_group_is_another_role_and_ends_what_began_with_the_old_one()
    {
        using var old = new Browser();
        await old.SignInAsync(desk, "hoa");
        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE people SET role = 'lead' WHERE user_name = 'tran.thi.hoa'"), CancellationToken.None);
        using var later = new Browser();

        await later.SignInAsync(desk, "hoa");

        Assert.That(await PersonAsync("tran.thi.hoa"), Does.StartWith("responder|"));
        using var page = await old.GetAsync(new(desk.Address, "/board"));
        Assert.That(page.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task A_code_that_another_browser_brings_or_that_comes_twice_signs_nobody_in()
    {
        using var victim = new Browser();
        using var thief = new Browser();
        var back = await victim.WayBackAsync(desk, "hoa");

        using var stolen = await thief.GetAsync(back);
        using var own = await victim.GetAsync(back);
        using var twice = await victim.GetAsync(back);

        Assert.That(stolen.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(twice.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await CountAsync("sessions"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_provider_that_is_away_is_said_in_words_and_passwords_still_work()
    {
        await desk.PersonAsync("quan-tri", "admin");
        provider.Dispose();
        await RestartDeskAsync();
        using var browser = new Browser();

        using var answer = await browser.GetAsync(new(desk.Address, "/sign-in/openid"));
        using var visitor = new Visitor(desk);
        using var byPassword = await visitor.SignInAsync("quan-tri", Visitor.Password);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Hãy dùng mật khẩu").And.Not.Contain("discovery"));
        Assert.That(byPassword.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task The_provider_asks_again_before_something_dangerous_and_the_same_session_is_fresh()
    {
        using var browser = new Browser();
        await browser.SignInAsync(desk, "hoa");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE sessions SET proved_at = 1"), CancellationToken.None);

        using var page = await browser.SignInAsync(desk, "hoa", "/account", "&proof=1");

        Assert.That(page.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/account"));
        Assert.That(await CountAsync("sessions"), Is.EqualTo(1));
        Assert.That(await CountAsync("sessions WHERE proved_at > 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task Somebody_else_s_proof_at_the_provider_is_none()
    {
        using var browser = new Browser();
        await browser.SignInAsync(desk, "hoa");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE sessions SET proved_at = 1"), CancellationToken.None);

        browser.LeaveProvider();
        using var page = await browser.SignInAsync(desk, "an", "/account", "&proof=1");

        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await CountAsync("sessions WHERE proved_at > 1"), Is.Zero);
    }

    [TestCase("false", "/account/second-factor")]
    [TestCase("true", "/board")]
    public async Task Two_factors_at_the_provider_stand_for_the_desk_s_own_only_where_a_setting_says_so(string trusts, string lands)
    {
        await desk.DisposeAsync();
        await StartDeskAsync(("People:SecondFactor", "all"), ("People:OpenId:TrustsTwoFactors", trusts));
        await desk.AgencyAsync("SO-YTE");
        using var browser = new Browser();

        using var page = await browser.SignInAsync(desk, "an");

        Assert.That(page.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo(lands));
    }

    [Test]
    public async Task Without_a_provider_there_is_no_such_door()
    {
        await using var plain = await Desk.StartAsync();
        using var browser = new Browser();

        using var start = await browser.GetAsync(new(plain.Address, "/sign-in/openid"));
        using var back = await browser.GetAsync(new(plain.Address, "/sign-in/openid/back?code=x&state=y"));

        Assert.That(start.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(back.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task StartDeskAsync(params (string, string?)[] settings) => desk = await Desk.StartAsync(TimeProvider.System,
    [
        ("Urls", $"http://127.0.0.1:{port}"), ("Desk:Address", $"http://127.0.0.1:{port}"),
        ("People:OpenId:Authority", provider.Issuer.AbsoluteUri), ("People:OpenId:ClientId", OpenIdProvider.ClientId),
        ("People:OpenId:ClientSecret", OpenIdProvider.ClientSecret), ("People:OpenId:Name", "Cổng tỉnh"),
        ("People:OpenId:Groups:0:Name", "truc-su-co"), ("People:OpenId:Groups:0:Role", "responder"),
        ("People:OpenId:Groups:1:Name", "so-y-te"), ("People:OpenId:Groups:1:Role", "reporter"), ("People:OpenId:Groups:1:Agency", "SO-YTE"),
        .. settings,
    ]);

    private Task RestartDeskAsync() => desk.RestartAsync();

    private async Task<string?> PersonAsync(string user) => await desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
        "SELECT people.role || '|' || coalesce(agencies.code, '') || '|' || people.name FROM people LEFT JOIN agencies ON agencies.id = people.agency_id WHERE user_name = @user",
        new { user }), CancellationToken.None);

    private async Task<long> CountAsync(string from) =>
        await desk.Database.ReadAsync(reading => reading.SingleAsync<long>($"SELECT count(*) FROM {from}"), CancellationToken.None);
}
