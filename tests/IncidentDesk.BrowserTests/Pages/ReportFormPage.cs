using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests.Pages;

/// <summary>The report form, by its labels and buttons as people use it.</summary>
public sealed class ReportFormPage(Window window) : Frame(window)
{
    public ILocator Summary => Main.Locator("#faults");

    public ILocator Preview => Main.Locator("#preview");

    /// <summary>What the form says of its own keeping.</summary>
    public ILocator Kept => Main.Locator("#draft-state");

    public static async Task<ReportFormPage> OpenAsync(Window window, string kind)
    {
        await window.GoAsync("/report");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = kind }).ClickAsync();
        return new(window);
    }

    public ILocator Field(string label) => Main.GetByLabel(label);

    public async Task FillAsync(string time, string title, string description)
    {
        await Field("Phát hiện lúc mấy giờ?").FillAsync(time);
        await Field("Tóm tắt một câu").FillAsync(title);
        await Field("Kể thêm").FillAsync(description);
    }

    public Task ChooseAsync(string question, string answer) =>
        Main.GetByRole(AriaRole.Group, new() { Name = question }).GetByLabel(answer, new() { Exact = true }).CheckAsync();

    public Task PressAsync(string button) => Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
}
