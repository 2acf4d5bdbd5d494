using IncidentDesk.Harness;
using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests.Pages;

/// <summary>The page that lets people in, used by its labels as people and password managers do.</summary>
public sealed class SignInPage(Window window)
{
    public ILocator User => window.Page.Locator("form input[name=user]");

    public ILocator Password => window.Page.Locator("form input[name=password]");

    /// <summary>What the page says is wrong.</summary>
    public ILocator Fault => window.Page.Locator("#faults");

    /// <summary>As somebody who was going to the board; without that an agency's people land on their own page.</summary>
    public static async Task<SignInPage> OpenAsync(Window window)
    {
        await window.GoAsync("/sign-in?next=%2Fboard");
        return new(window);
    }

    public async Task<BoardPage> EnterAsync(string user)
    {
        await TryAsync(user, Desk.Password);
        await window.Page.WaitForURLAsync("**/board");
        return new(window);
    }

    /// <summary>Leaves the page as it is after a wrong password. The name is new each time: names that fail often must wait.</summary>
    public async Task FailAsync()
    {
        await window.GoAsync("/sign-in");
        await TryAsync($"khong-co-{Guid.NewGuid():N}", "mat-khau-sai-roi");
        await Fault.WaitForAsync();
    }

    public async Task OpenAndTryAsync(string user, string password)
    {
        await window.GoAsync("/sign-in");
        await TryAsync(user, password);
    }

    public async Task TryAsync(string user, string password)
    {
        await User.FillAsync(user);
        await Password.FillAsync(password);
        await window.Page.Locator("main form button[type=submit]").ClickAsync();
    }
}
