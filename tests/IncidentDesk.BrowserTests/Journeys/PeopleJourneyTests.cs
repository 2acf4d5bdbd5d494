using IncidentDesk.BrowserTests.Pages;
using IncidentDesk.Rules.SecondFactor;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

public sealed class PeopleJourneyTests : Journey
{
    private const string Chosen = "bon con meo an pho";

    [Test]
    public async Task Somebody_is_invited_sets_a_password_turns_on_a_second_factor_and_comes_in_with_it()
    {
        var desk = await DeskAsync(("People:SecondFactor", "all"), ("People:SessionIdleMinutes", "60"));
        await desk.PersonAsync("chief", "admin");
        var admin = await WindowAsync(desk);
        await (await SignInPage.OpenAsync(admin)).TryAsync("chief", Harness.Desk.Password);
        await admin.Page.WaitForURLAsync("**/account/second-factor**");
        await TurnOnAsync(admin);

        await admin.GoAsync("/people");
        await admin.Page.Locator("main a[href='/people/new']").ClickAsync();
        await admin.Page.Locator("#user").FillAsync("binh.le");
        await admin.Page.Locator("#name").FillAsync("Lê Giả Bình");
        await admin.Page.Locator("main form button[type=submit]").ClickAsync();
        var link = await admin.Page.Locator("#link").InnerTextAsync();

        var invited = await WindowAsync(desk);
        await invited.GoAsync(new Uri(link).AbsolutePath);
        await Expect(invited.Page.Locator("h1")).ToHaveTextAsync("Chào Lê Giả Bình");
        await invited.Page.Locator("#password").FillAsync(Chosen);
        await invited.Page.Locator("#again").FillAsync(Chosen);
        await invited.Page.Locator("main form button[type=submit]").ClickAsync();
        await invited.Page.Locator("main a[href='/sign-in']").ClickAsync();
        var page = new SignInPage(invited);
        await page.TryAsync("binh.le", Chosen);
        await invited.Page.WaitForURLAsync("**/account/second-factor**");
        var (secret, codes) = await TurnOnAsync(invited);
        await invited.Page.Locator("main a.button").ClickAsync();
        await invited.Page.WaitForURLAsync("**/board");

        var phone = await WindowAsync(desk, new("vi", "dark", 360));
        await new SignInPage(phone).OpenAndTryAsync("binh.le", Chosen);
        // The code that set it up is used up; the next one is not far, and a program on a fast phone may be a step ahead.
        await phone.Page.Locator("#code").FillAsync(CodeOf(secret, 1));
        await phone.Page.Locator("main form button[type=submit]").ClickAsync();
        await phone.Page.WaitForURLAsync("**/board");

        var lost = await WindowAsync(desk);
        await new SignInPage(lost).OpenAndTryAsync("binh.le", Chosen);
        await lost.Page.Locator("#code").FillAsync(codes[0]);
        await lost.Page.Locator("main form button[type=submit]").ClickAsync();
        await lost.Page.WaitForURLAsync("**/board");
    }

    [Test]
    public async Task A_session_that_is_ended_elsewhere_is_out()
    {
        var desk = await DeskAsync();
        await desk.PersonAsync("hoa", "responder");
        var forgotten = await SignedInAsync(desk, "hoa");
        var here = await SignedInAsync(desk, "hoa");

        await here.Window.GoAsync("/account");
        await here.Window.Page.Locator("button[value=others]").ClickAsync();
        await Expect(here.Window.Page.Locator(".notice")).ToContainTextAsync("Đã kết thúc.");
        await Expect(here.Window.Page.Locator("section[aria-labelledby=sessions] tbody tr")).ToHaveCountAsync(1);

        await forgotten.Window.GoAsync("/account");
        await forgotten.Window.Page.WaitForURLAsync("**/sign-in?next=%2Faccount");
    }

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> TurnOnAsync(Window window)
    {
        var secret = (await window.Page.Locator("code.verbatim").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await window.Page.Locator("#code").FillAsync(CodeOf(secret, 0));
        await window.Page.Locator("main form button[type=submit]").ClickAsync();
        await window.Page.Locator(".codes").WaitForAsync();
        return (secret, await window.Page.Locator(".codes code").AllInnerTextsAsync());
    }

    private static string CodeOf(string secret, int ahead) => Totp.CodeAt(BytesOf(secret), Totp.StepOf(DateTimeOffset.UtcNow) + ahead);

    private static byte[] BytesOf(string base32)
    {
        var bits = string.Concat(base32.Select(sign => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(n => Convert.ToByte(bits.Substring(n * 8, 8), 2))];
    }
}
