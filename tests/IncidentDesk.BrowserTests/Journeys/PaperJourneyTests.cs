using System.Text;
using System.Text.RegularExpressions;
using IncidentDesk.Harness;
using Microsoft.Playwright;
using NUnit.Framework;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>A paper goes to paper from the browser, the only way where no program makes a PDF.</summary>
public sealed partial class PaperJourneyTests : Journey
{
    [Test]
    public async Task A_yearly_report_prints_whole_each_page_with_mark_and_notice_and_its_wide_table_lying_down()
    {
        RealPart.Require("poppler-utils", "/usr/bin/pdftotext");
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        for (var n = 0; n < 60; n++)
            await desk.SystemAsync(agency, $"SO-YTE-{n:00}", 3);
        var drafted = await desk.Client(await desk.KeyAsync(null, "report read work")).PostAsync("/api/v1/papers", """{"form":"ND331-Mau08","agency":"SO-YTE"}""");
        Assert.That(drafted.Code, Is.EqualTo(201), drafted.Json?.ToJsonString());
        await desk.PersonAsync("hoa", "responder");
        var page = (await SignedInAsync(desk, "hoa")).Window.Page;
        await page.GotoAsync($"/papers/{(string)drafted.Json!["id"]!}/print");

        var paper = await page.PdfAsync(new() { PreferCSSPageSize = true });
        var pages = (await PdfText.ReadAsync(paper)).Split('\f', StringSplitOptions.RemoveEmptyEntries).Select(text => Blanks().Replace(text, "")).ToList();

        Assert.That(pages, Has.Count.GreaterThan(2));
        Assert.That(pages, Is.All.Contain("TLP:AMBER"));
        Assert.That(pages, Is.All.Contain("Nộidungmẫu:"));
        var appendix = pages.FindIndex(text => text.Contains("PHỤLỤC.", StringComparison.Ordinal));
        Assert.That(pages.FindIndex(text => text.Contains("Nơinhận:", StringComparison.Ordinal)), Is.InRange(0, appendix - 1), "signed before the appendix");
        Assert.That(pages.Skip(appendix), Is.All.Contain("Kiểmtra,đánhgiá"), "no column is cut off");
        Assert.That(LyingDown().Count(Encoding.Latin1.GetString(paper)), Is.EqualTo(pages.Count - appendix));

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.That(await StyleAsync(".sheet-of-paper .scroll", "overflowX"), Is.EqualTo("visible"));
        Assert.That(await StyleAsync(".paper-foot", "breakInside"), Is.EqualTo("avoid"), "title and name of who signs stay together");
        Assert.That(await StyleAsync(".nation", "whiteSpace"), Is.EqualTo("nowrap"));

        Task<string> StyleAsync(string selector, string name) => page.EvaluateAsync<string>($"getComputedStyle(document.querySelector('{selector}')).{name}");
    }

    // A4 lying down: wider than 840 points.
    [GeneratedRegex(@"/MediaBox\s*\[0 0 84\d")]
    private static partial Regex LyingDown();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
