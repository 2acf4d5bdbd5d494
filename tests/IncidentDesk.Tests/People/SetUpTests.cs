using System.Text;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.People;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.People;

public sealed class SetUpTests
{
    private ManualClock clock = null!;

    [SetUp]
    public void Begin() => clock = new();

    [Test]
    public async Task The_link_works_once_and_then_nobody_gets_another()
    {
        await using var store = await StoreForTest.OpenAsync(clock: clock);
        var token = (await SetUpLink.IssueAsync(store.Database, clock, CancellationToken.None))!;
        var command = SetUpDesk.Command.Of(token, "quan.tri", "Đỗ Giả Ngọc", "mot mat khau dai");
        Assert.That(await RunAsync(store, command), Is.EqualTo(SetUpDesk.Outcome.SetUp));
        Assert.That(await RunAsync(store, command), Is.EqualTo(SetUpDesk.Outcome.LinkIsNotGood));
        Assert.That(await SetUpLink.IssueAsync(store.Database, clock, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Who_has_no_link_makes_the_desk_compute_no_password()
    {
        await using var store = await StoreForTest.OpenAsync(clock: clock);
        await SetUpLink.IssueAsync(store.Database, clock, CancellationToken.None);
        // A password that cannot be hashed: looking at it would throw.
        Assert.That(await RunAsync(store, SetUpDesk.Command.Of("sai", "quan.tri", "Đỗ Giả Ngọc", null!)), Is.EqualTo(SetUpDesk.Outcome.LinkIsNotGood));
    }

    [Test]
    public async Task The_link_ends_after_a_day_and_when_a_newer_one_is_printed()
    {
        await using var store = await StoreForTest.OpenAsync(clock: clock);
        var first = (await SetUpLink.IssueAsync(store.Database, clock, CancellationToken.None))!;
        var second = (await SetUpLink.IssueAsync(store.Database, clock, CancellationToken.None))!;
        Assert.That(await IsGoodAsync(store, first), Is.False);
        Assert.That(await IsGoodAsync(store, second), Is.True);
        clock.Advance(TimeSpan.FromHours(24));
        Assert.That(await IsGoodAsync(store, second), Is.False);
    }

    [Test]
    public async Task The_database_does_not_hold_the_link_itself()
    {
        await using var store = await StoreForTest.OpenAsync(clock: clock);
        var token = (await SetUpLink.IssueAsync(store.Database, clock, CancellationToken.None))!;
        var facts = await store.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT value FROM desk_facts"), CancellationToken.None);
        Assert.That(facts, Has.None.Contain(token));
    }

    [Test]
    public async Task The_page_makes_an_administrator_who_can_sign_in()
    {
        await using var desk = await Desk.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = desk.Address };
        var token = (await SetUpLink.IssueAsync(desk.Database, TimeProvider.System, CancellationToken.None))!;
        Assert.That((int)(await browser.GetAsync("/setup?token=wrong")).StatusCode, Is.EqualTo(404));

        var page = await (await browser.GetAsync($"/setup?token={token}")).Content.ReadAsStringAsync();
        Assert.That((int)(await SubmitAsync(browser, page, token, "ngan")).StatusCode, Is.EqualTo(400), "twelve characters at least");
        var done = await SubmitAsync(browser, page, token, "mot mat khau dai");
        Assert.That(done.Headers.Location?.ToString(), Is.EqualTo("/sign-in"));
        Assert.That(await new SignIn.Handler(desk.Database, desk.Services.GetRequiredService<AuditBook>(), TimeProvider.System)
            .Handle(new("quan.tri", "mot mat khau dai"), CancellationToken.None), Is.InstanceOf<SignIn.SignedIn>());
    }

    [TestCase("ngan")]
    [TestCase("leave me alone")]
    public async Task Who_has_no_link_is_not_told_what_the_desk_thinks_of_a_password(string password)
    {
        await using var desk = await Desk.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = desk.Address };
        var token = (await SetUpLink.IssueAsync(desk.Database, TimeProvider.System, CancellationToken.None))!;
        var page = await (await browser.GetAsync($"/setup?token={token}")).Content.ReadAsStringAsync();

        Assert.That((int)(await SubmitAsync(browser, page, new string('0', 48), password)).StatusCode, Is.EqualTo(404));
        Assert.That((int)(await SubmitAsync(browser, page, token, password)).StatusCode, Is.EqualTo(400));
    }

    [Test]
    public async Task A_name_with_a_character_that_no_text_may_hold_is_refused_and_one_of_letters_and_marks_is_kept_as_all_others_are()
    {
        await using var desk = await Desk.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = desk.Address };
        var token = (await SetUpLink.IssueAsync(desk.Database, TimeProvider.System, CancellationToken.None))!;
        var page = await (await browser.GetAsync($"/setup?token={token}")).Content.ReadAsStringAsync();

        Assert.That((int)(await SubmitAsync(browser, page, token, "mot mat khau dai", "Đỗ\0Giả")).StatusCode, Is.EqualTo(400));
        Assert.That((await SubmitAsync(browser, page, token, "mot mat khau dai", "Đỗ Giả Ngọc".Normalize(NormalizationForm.FormD))).Headers.Location?.ToString(), Is.EqualTo("/sign-in"));
        Assert.That(
            await desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT name FROM people WHERE user_name = 'quan.tri'"), CancellationToken.None),
            Is.EqualTo(new[] { "Đỗ Giả Ngọc".Normalize() }));
    }

    private static Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string page, string token, string password, string name = "Đỗ Giả Ngọc")
    {
        var antiforgery = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = antiforgery, ["token"] = token, ["user"] = "quan.tri", ["name"] = name,
            ["password"] = password, ["again"] = password,
        });
        return browser.PostAsync("/setup", form);
    }

    private Task<SetUpDesk.Outcome> RunAsync(StoreForTest store, SetUpDesk.Command command) =>
        new SetUpDesk.Handler(store.Database, clock).Handle(command, CancellationToken.None);

    private Task<bool> IsGoodAsync(StoreForTest store, string token) =>
        store.Database.ReadAsync(reading => SetUpLink.IsGoodAsync(reading, token, clock.GetUtcNow()), CancellationToken.None);
}
