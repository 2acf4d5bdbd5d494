using System.Net;
using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.People.Links;

public sealed class WelcomeDoorTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock = new ManualClock());
        await desk.PersonAsync("chief", "admin");
        admin = desk.Client(await desk.KeyAsync(null, "admin", await IdAsync("chief")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_invited_person_sets_a_password_and_signs_in_with_it_and_the_link_is_used_up()
    {
        var link = await InviteAsync();
        using var visitor = new Visitor(desk);
        Assert.That((await new Visitor(desk).SignInAsync("an", "bon con meo an pho")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "nobody signs in before");

        Assert.That((await visitor.PageAsync(link)).QuerySelector("#user")?.GetAttribute("value"), Is.EqualTo("an"));
        using var set = await visitor.SubmitAsync(link, $"form[action='{link}']", ("password", "bon con meo an pho"), ("again", "bon con meo an pho"));
        Assert.That((await Visitor.ReadAsync(set)).Body!.TextContent, Does.Contain("Mật khẩu này mạnh."));
        await visitor.PageAsync(link, HttpStatusCode.NotFound);

        using var entered = await visitor.SignInAsync("an", "bon con meo an pho");
        Assert.That(entered.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task Where_an_invitation_was_accepted_guesses_made_elsewhere_shut_nobody_out()
    {
        var link = await InviteAsync();
        using var visitor = new Visitor(desk);
        (await visitor.SubmitAsync(link, $"form[action='{link}']", ("password", "bon con meo an pho"), ("again", "bon con meo an pho"))).Dispose();
        using var guesser = new Visitor(desk);
        for (var attempt = 1; attempt <= 7; attempt++)
            (await guesser.SignInAsync("an", "sai")).Dispose();

        using var stranger = await new Visitor(desk).SignInAsync("an", "bon con meo an pho");
        using var owner = await visitor.SignInAsync("an", "bon con meo an pho");

        Assert.That((stranger.StatusCode, owner.StatusCode), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.Found)));
    }

    [TestCase("ngan", "ngan", "ít nhất 12 ký tự")]
    [TestCase("mot cau dai de nho", "mot cau khac de nho", "Hai mật khẩu không giống nhau.")]
    [TestCase("anhyeuem123456", "anhyeuem123456", "dễ đoán")]
    [TestCase("sonyericsson", "sonyericsson", "dễ đoán")]
    [TestCase("nguyengiaan-2027", "nguyengiaan-2027", "ghép từ tên của bạn")]
    public async Task A_password_that_will_not_do_is_refused_in_words_and_the_link_stays(string password, string again, string words)
    {
        var link = await InviteAsync();
        using var visitor = new Visitor(desk);

        using var answer = await visitor.SubmitAsync(link, $"form[action='{link}']", ("password", password), ("again", again));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Visitor.ReadAsync(answer)).GetElementById("faults")!.TextContent, Does.Contain(words));
        await visitor.PageAsync(link);
    }

    [Test]
    public async Task A_password_made_of_the_name_of_ones_agency_is_refused()
    {
        await desk.AgencyAsync("SO-TC");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE agencies SET name = 'Sở Tài chính' WHERE code = 'SO-TC'"), CancellationToken.None);
        var link = Local((string)(await admin.PostAsync(
            "/api/v1/people", """{"user":"binh","name":"Trần Giả Bình","role":"reporter","agency":"SO-TC"}""")).Json!["link"]!["link"]!);
        using var visitor = new Visitor(desk);

        using var answer = await visitor.SubmitAsync(link, $"form[action='{link}']", ("password", "SoTaiChinh2026"), ("again", "SoTaiChinh2026"));

        Assert.That((await Visitor.ReadAsync(answer)).GetElementById("faults")?.TextContent, Does.Contain("ghép từ tên của bạn"));
    }

    [Test]
    public async Task A_link_ends_after_three_days_and_when_a_newer_one_is_made()
    {
        var first = await InviteAsync();
        var second = await ResetAsync("an");
        using var visitor = new Visitor(desk);

        await visitor.PageAsync(first, HttpStatusCode.NotFound);
        await visitor.PageAsync(second);
        clock.Advance(TimeSpan.FromHours(72));
        await visitor.PageAsync(second, HttpStatusCode.NotFound);
    }

    [Test]
    public async Task The_database_does_not_hold_the_link_itself()
    {
        var token = (await InviteAsync())["/welcome/".Length..];

        var hashes = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT token_hash FROM person_links"), CancellationToken.None);

        Assert.That(hashes, Has.Count.EqualTo(1).And.None.Contain(token));
    }

    [Test]
    public async Task A_reset_ends_the_old_password_and_every_session_at_once()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        await visitor.PageAsync("/board");

        var link = await ResetAsync("hoa");

        using var board = await visitor.GetAsync("/board");
        Assert.That(board.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        using var old = await visitor.SignInAsync("hoa", Visitor.Password);
        Assert.That(old.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        await visitor.PageAsync(link);
    }

    [Test]
    public async Task A_wrong_link_and_a_link_of_somebody_who_was_ended_say_the_same()
    {
        var link = await InviteAsync();
        await PutAsync($"/api/v1/people/{await IdAsync("an")}/ending", """{"reason":"nghỉ việc"}""");
        using var visitor = new Visitor(desk);

        var ended = (await visitor.PageAsync(link, HttpStatusCode.NotFound)).QuerySelector("main")!.TextContent;
        var wrong = (await visitor.PageAsync("/welcome/" + new string('a', 64), HttpStatusCode.NotFound)).QuerySelector("main")!.TextContent;

        Assert.That(ended, Is.EqualTo(wrong));
    }

    private async Task<string> InviteAsync() => Local((string)(await admin.PostAsync(
        "/api/v1/people", """{"user":"an","name":"Nguyễn Giả An","role":"responder"}""")).Json!["link"]!["link"]!);

    private async Task<string> ResetAsync(string user) =>
        Local((string)(await PutAsync($"/api/v1/people/{await IdAsync(user)}/reset", """{"reason":"quên"}""")).Json!["link"]!["link"]!);

    private Task<Answer> PutAsync(string address, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return Wire.SendAsync(admin, request);
    }

    private Task<Guid> IdAsync(string user) =>
        desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user }), CancellationToken.None);

    private static string Local(string link) => new Uri(link).AbsolutePath;
}
