using System.Text.RegularExpressions;
using IncidentDesk.BrowserTests.Pages;
using IncidentDesk.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

public sealed partial class SignInTests : Journey
{
    /// <summary>What anybody may open, and why: to get in, to choose language and light, to ask for health and for what the API is.</summary>
    private static readonly string[] OpenToAll =
        ["/a/", "/welcome/", "/", "/sign-in", "/sign-in/openid", "/sign-in/openid/back", "/setup", "/language", "/theme", "/letters", "/assets/", "/healthz", "/readyz", "/openapi/", "/docs", "/problems/", "/calendar/"];

    [Test]
    public async Task Which_part_was_wrong_is_not_said()
    {
        var desk = await DeskAsync();
        await desk.PersonAsync("hoa", "responder");
        var page = await SignInPage.OpenAsync(await WindowAsync(desk));

        await page.TryAsync("hoa", "mat-khau-sai-roi");
        var wrongPassword = await page.Fault.InnerTextAsync();
        await Expect(page.User).ToHaveValueAsync("hoa");
        await Expect(page.Password).ToHaveValueAsync("");
        await page.TryAsync("khong-co-ai", Desk.Password);
        await Expect(page.User).ToHaveValueAsync("khong-co-ai");

        await Expect(page.Fault).ToHaveTextAsync(wrongPassword);
        Assert.That(wrongPassword, Does.StartWith("Tên đăng nhập hoặc mật khẩu chưa đúng."));
        await page.EnterAsync("hoa");
    }

    [Test]
    public async Task After_signing_in_people_land_where_they_were_going()
    {
        var desk = await DeskAsync();
        await desk.PersonAsync("hoa", "responder");
        var number = (string)(await FileAsync(desk, await desk.AgencyAsync("SO-YTE"), "SO-YTE", "Trang chủ hiện nội dung lạ"))["number"]!;
        var window = await WindowAsync(desk);

        await window.GoAsync($"/incidents/{number}");
        await new SignInPage(window).TryAsync("hoa", Desk.Password);

        await window.Page.WaitForURLAsync($"**/incidents/{number}");
    }

    [Test]
    public async Task Nothing_but_sign_in_is_open_to_someone_who_is_not_signed_in()
    {
        var desk = await DeskAsync();
        var window = await WindowAsync(desk);
        var pages = PagesOf(desk).Where(page => !OpenToAll.Any(open => open.EndsWith('/') && open.Length > 1
            ? page.StartsWith(open, StringComparison.Ordinal)
            : page == open || page.StartsWith(open + ".", StringComparison.Ordinal) || (open == "/docs" && page.StartsWith("/docs/", StringComparison.Ordinal)))).ToList();

        Assert.That(pages, Is.SupersetOf(new[] { "/board", "/incidents/INC-2026-000001" }));
        foreach (var page in pages)
        {
            await window.GoAsync(page);
            var landed = new Uri(window.Page.Url);
            Assert.That(landed.AbsolutePath, Is.EqualTo("/sign-in"), page);
            Assert.That(landed.Query, Is.EqualTo("?next=" + Uri.EscapeDataString(page)));
        }
        await window.GoAsync("/");
        Assert.That(new Uri(window.Page.Url).AbsolutePath, Is.EqualTo("/sign-in"));
    }

    // From the desk's own map of doors: a page added tomorrow is asked for too.
    private static IEnumerable<string> PagesOf(Desk desk) =>
        desk.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(door => door.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(door => "/" + Placeholder().Replace(
                door.RoutePattern.RawText!.TrimStart('/'),
                part => part.Value.EndsWith(":guid}", StringComparison.Ordinal) ? "0193d8a0-0000-7000-8000-000000000000" : "INC-2026-000001"))
            .Where(page => !page.StartsWith("/api/", StringComparison.Ordinal))
            .Distinct();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
