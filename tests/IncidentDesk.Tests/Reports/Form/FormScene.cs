using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

/// <summary>A desk with two agencies, somebody of the first, and what the pages of the form are asked again and again.</summary>
internal sealed class FormScene : IDisposable
{
    private readonly Dictionary<string, long> before = [];

    public required Desk Desk { get; init; }

    public required Visitor An { get; init; }

    public static async Task<FormScene> StartAsync()
    {
        var desk = await Desk.StartAsync(settings: ("Desk:Phone", "024 0000 0001"));
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE"), "YTE-WEB", 3);
        await desk.SystemAsync(await desk.AgencyAsync("SO-GDDT"), "GDDT-DIEM", 3);
        return new() { Desk = desk, An = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE") };
    }

    /// <summary>The form of a kind, filled in with what is enough.</summary>
    public async Task<IHtmlDocument> ActAsync(string act, IHtmlDocument page, params (string, string)[] filled)
    {
        using var answer = await An.SubmitAsync(page, "#report", [("time", "0:01"), ("title", "Máy văn thư bị khóa"), .. filled, ("act", act)]);
        if ((int)answer.StatusCode == 302)
            return await An.PageAsync(answer.Headers.Location!.OriginalString);
        Last = (int)answer.StatusCode;
        return await Visitor.ReadAsync(answer);
    }

    /// <summary>The same with files, as a browser sends them: words first.</summary>
    public async Task<IHtmlDocument> ActAsync(string act, IHtmlDocument page, (string Name, byte[] Content)[] files, params (string, string)[] filled)
    {
        using var answer = await An.UploadAsync(page, "#report", files, [("time", "0:01"), ("title", "Máy văn thư bị khóa"), .. filled], act);
        Last = (int)answer.StatusCode;
        return Last == 302 ? await An.PageAsync(answer.Headers.Location!.OriginalString) : await Visitor.ReadAsync(answer);
    }

    public int Last { get; private set; }

    public Task<IHtmlDocument> FormAsync(string kind = "malware") => An.PageAsync($"/report?kind={kind}");

    public async Task<string> SentAsync(params (string, string)[] filled)
    {
        using var answer = await An.SubmitAsync(await FormAsync(), "#report", [("time", "0:01"), ("title", "Máy văn thư bị khóa"), .. filled, ("act", "send")]);
        Assert.That((int)answer.StatusCode, Is.EqualTo(302), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    public static string Key(IHtmlDocument page) => ((IHtmlInputElement)page.QuerySelector("#report input[name=key]")!).Value;

    /// <summary>Rows since the test began.</summary>
    public async Task<long> CountAsync(string table) => await RowsAsync(table) - before.GetValueOrDefault(table);

    /// <summary>One desk serves all tests of a fixture: a start costs more than they do.</summary>
    public async Task BeginAsync()
    {
        await Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("DELETE FROM report_drafts"), CancellationToken.None);
        foreach (var table in (string[])["reports", "incidents"])
            before[table] = await RowsAsync(table);
    }

    public Task<string?> TextAsync(string sql) => Desk.Database.ReadAsync(reading => reading.SingleAsync<string>(sql), CancellationToken.None);

    public async Task StopAsync()
    {
        Dispose();
        await Desk.DisposeAsync();
    }

    private Task<long> RowsAsync(string table) =>
        Desk.Database.ReadAsync(reading => reading.SingleAsync<long>($"SELECT count(*) FROM {table}"), CancellationToken.None);

    public void Dispose() => An.Dispose();
}
