using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Conformance;
using IncidentDesk.Tests.Shell;
using Microsoft.AspNetCore.Http.Metadata;
using NUnit.Framework;

namespace IncidentDesk.Tests.People.Account;

public sealed class ProofDoorTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private Visitor admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock = new ManualClock());
        admin = await Visitor.SignedInAsync(desk, "chief", "admin");
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task A_page_of_something_dangerous_leads_over_the_password_and_back()
    {
        await admin.PageAsync("/people/new");
        clock.Advance(TimeSpan.FromMinutes(11));

        using var sent = await admin.GetAsync("/people/new");
        Assert.That(sent.Headers.Location?.OriginalString, Is.EqualTo("/account/proof?next=%2Fpeople%2Fnew"));
        using var wrong = await admin.SubmitAsync("/account/proof?next=%2Fpeople%2Fnew", "form[action='/account/proof']", ("password", "sai-roi-nhe-ban"));
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var right = await admin.SubmitAsync("/account/proof?next=%2Fpeople%2Fnew", "form[action='/account/proof']", ("password", Visitor.Password));
        Assert.That(right.Headers.Location?.OriginalString, Is.EqualTo("/people/new"));
        await admin.PageAsync("/people/new");
        await admin.PageAsync("/people");
    }

    [Test]
    public async Task Who_typed_for_longer_than_a_proof_lasts_finds_every_word_again_behind_it_once_and_nobody_else_does()
    {
        var form = await admin.PageAsync("/people/new");
        clock.Advance(TimeSpan.FromMinutes(11));
        using var sent = await admin.SubmitAsync(form, "form[action='/people/new']", ("user", "lan"), ("name", "Nguyễn Thị \"Lan\""), ("role", "lead"));
        Assert.That(sent.Headers.Location?.OriginalString, Does.StartWith("/account/proof?"));
        Assert.That(string.Join(' ', sent.Headers.GetValues("Set-Cookie")), Does.Contain("desk-words=").And.Contain("httponly").And.Not.Contain("Lan"));

        using var proved = await admin.SubmitAsync("/account/proof", "form[action='/account/proof']", ("password", Visitor.Password));
        var page = await admin.PageAsync("/people/new");
        Assert.That((Value(page, "user"), Value(page, "name"), ((IHtmlSelectElement)page.QuerySelector("select[name=role]")!).Value), Is.EqualTo(("lan", "Nguyễn Thị \"Lan\"", "lead")));
        Assert.That(Value(await admin.PageAsync("/people/new"), "user"), Is.Empty, "once");

        clock.Advance(TimeSpan.FromMinutes(11));
        using var again = await admin.SubmitAsync(page, "form[action='/people/new']", ("user", "lan"));
        (await admin.SubmitAsync("/account", "form[action='/sign-out']")).Dispose();
        await Visitor.PersonAsync(desk, "other", "admin");
        (await admin.SignInAsync("other", Visitor.Password)).Dispose();
        Assert.That(Value(await admin.PageAsync("/people/new"), "user"), Is.Empty, "somebody else at the same machine");
    }

    [Test]
    public async Task Words_that_come_without_our_token_are_put_into_nobodys_form()
    {
        var form = await admin.PageAsync("/people/new");
        clock.Advance(TimeSpan.FromMinutes(11));
        using var sent = await admin.SubmitAsync(form, "form[action='/people/new']", ("user", "lan"), ("__RequestVerificationToken", "x"));
        Assert.That(sent.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.Contains("desk-words=", StringComparison.Ordinal)), Is.False);
    }

    private static string? Value(IHtmlDocument page, string name) => page.QuerySelector($"form[action='/people/new'] [name={name}]")!.GetAttribute("value");

    [Test]
    public async Task A_copy_of_the_cookie_from_before_a_proof_is_worth_nothing_after_it()
    {
        var before = await TokenAsync();

        using var right = await admin.SubmitAsync("/account/proof", "form[action='/account/proof']", ("password", Visitor.Password));

        Assert.That(await TokenAsync(), Is.Not.EqualTo(before));
        await admin.PageAsync("/people");
    }

    [Test]
    public async Task A_key_that_acts_in_somebody_s_name_ends_when_their_role_changes()
    {
        await desk.PersonAsync("hoa", "lead");
        var hoa = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'hoa'"), CancellationToken.None);
        var chief = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'chief'"), CancellationToken.None);
        var key = desk.Client(await desk.KeyAsync(null, "read work approve", hoa));
        Assert.That((await key.ReadAsync("/api/v1/incidents")).Code, Is.EqualTo(200));

        using var change = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/people/{hoa:D}")
        {
            Content = new StringContent("""{"name":"Hoa","role":"auditor"}""", Encoding.UTF8, "application/json"), Headers = { { "If-Match", "*" } },
        };
        using var changed = await desk.Client(await desk.KeyAsync(null, "admin", chief)).SendAsync(change);

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await changed.Content.ReadAsStringAsync());
        Assert.That((await key.ReadAsync("/api/v1/incidents")).Code, Is.EqualTo(401));
    }

    private async Task<string?> TokenAsync() => await desk.Database.ReadAsync(
        reading => reading.SingleAsync<string>("SELECT token_hash FROM sessions WHERE ended_at IS NULL"), CancellationToken.None);

    [Test]
    public async Task It_leads_to_no_other_site()
    {
        using var right = await admin.SubmitAsync("/account/proof?next=https%3A%2F%2Felsewhere.example", "form[action='/account/proof']", ("password", Visitor.Password));

        Assert.That(right.Headers.Location?.OriginalString, Is.EqualTo("/"));
    }

    [TestCase("POST", "/api/v1/people", """{"user":"an","name":"An","role":"responder"}""")]
    [TestCase("PUT", "/api/v1/settings/seal", """{"action":"arm","contentHash":"x"}""")]
    [TestCase("PUT", "/api/v1/centres/vncert/guard", """{"mode":"simulate"}""")]
    [TestCase("DELETE", "/api/v1/people/019a0000-0000-7000-8000-000000000000/sessions", null)]
    public async Task Through_the_API_an_old_session_is_told_what_is_missing(string method, string address, string? body)
    {
        Assert.That(await CodeAsync(method, address, body), Is.Not.EqualTo("needs-fresh-proof"));
        clock.Advance(TimeSpan.FromMinutes(11));

        Assert.That(await CodeAsync(method, address, body), Is.EqualTo("needs-fresh-proof"));
    }

    [Test]
    public async Task Every_door_that_is_marked_tells_an_old_session_what_is_missing()
    {
        var doors = Door.Of(desk).Where(door => door.IsApi && door.Endpoint.Metadata.GetMetadata<FreshProof>() is not null).ToList();
        Assert.That(doors.Select(door => door.ToString()).ToList(), Has.Count.GreaterThan(15)
            .And.Member("POST /api/v1/centres/{centre}/contacts").And.Member("PUT /api/v1/centres/{centre}/contacts/{contact:guid}/verification")
            .And.Member("POST /api/v1/channels/{channel}/test").And.Member("POST /api/v1/keys").And.Member("POST /api/v1/agencies").And.Member("POST /api/v1/systems"));
        clock.Advance(TimeSpan.FromMinutes(11));

        foreach (var door in doors)
            Assert.That(await CodeAsync(door.Method, door.At("019a0000-0000-7000-8000-000000000000"), "{}", KindOf(door)), Is.EqualTo("needs-fresh-proof"), door.ToString());
    }

    [Test]
    public async Task A_key_is_no_session_and_is_not_asked()
    {
        var chief = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people"), CancellationToken.None);
        var key = desk.Client(await desk.KeyAsync(null, "admin", chief));
        clock.Advance(TimeSpan.FromDays(1));

        Assert.That((await key.PostAsync("/api/v1/people", """{"user":"an","name":"An","role":"responder"}""")).Code, Is.EqualTo(201));
    }

    // Routing itself refuses another kind, before anybody is asked for anything.
    private static string KindOf(Door door) => door.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json";

    private async Task<string?> CodeAsync(string method, string address, string? body, string kind = "application/json")
    {
        var token = ((IHtmlInputElement)(await admin.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        using var request = new HttpRequestMessage(new(method), address);
        request.Headers.Add("X-Desk-Form", token);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Headers.Accept.ParseAdd("application/json");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, kind);
        using var answer = await admin.SendAsync(request);
        return System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync()) is { } json && answer.StatusCode == HttpStatusCode.Forbidden
            ? (string?)json["code"]
            : null;
    }
}
