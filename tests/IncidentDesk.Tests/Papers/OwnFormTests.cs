using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Reference;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>A form that the operator brings is for what is begun after it; what was written before stays as it was printed, whatever becomes of the files.</summary>
public sealed class OwnFormTests
{
    private readonly ManualClock clock = new(Rules.Given.At("2026-12-16T08:00:00+07:00").ToUniversalTime());
    private string forms = null!, writerKey = null!, secondKey = null!;
    private Desk desk = null!;
    private HttpClient writer = null!, second = null!;

    [SetUp]
    public async Task StartAsync()
    {
        forms = Directory.CreateTempSubdirectory("forms-").FullName;
        desk = await Desk.StartAsync(clock, ("Papers:Place", "Hòa Giang"), ("Forms:Directory", forms));
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE"), "SO-YTE-CTTDT", 3);
        writerKey = await desk.KeyAsync(null, "report read work approve", await DeskPeople.AddAsync(desk, "soan", "lead"));
        secondKey = await desk.KeyAsync(null, "report read work approve", await DeskPeople.AddAsync(desk, "duyet", "lead"));
        (writer, second) = (desk.Client(writerKey), desk.Client(secondKey));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await desk.DisposeAsync();
        Directory.Delete(forms, recursive: true);
    }

    [Test]
    public async Task A_newer_edition_is_for_new_papers_and_changes_nothing_of_one_that_was_approved_or_begun_before_it()
    {
        var approved = await PaperScene.ApproveAsync(writer, second, await PaperScene.CompleteAsync(writer, await DraftAsync("ND331-Mau08")));
        var begun = Paper.Of(await DraftAsync("ND331-Mau08"));
        var printed = await PrintedAsync(approved);

        await File.WriteAllTextAsync(Path.Combine(forms, "mau-08-moi.json"), OwnFormsTests.YearlyFrom("\"2026-12-20\""));
        await RestartAsync();
        clock.Advance(Rules.Given.At("2026-12-21T08:00:00+07:00") - clock.GetUtcNow());

        Assert.That(await PrintedAsync(approved), Is.EqualTo(printed), "letter and sum as they were approved");
        Assert.That(await TitleAsync(await EditAsync(begun)), Is.Not.EqualTo("MẪU CỦA TỈNH"), "it stays with the edition by which it was begun");
        Assert.That(await TitleAsync(Paper.Of(await DraftAsync("ND331-Mau08"))), Is.EqualTo("MẪU CỦA TỈNH"));
        Assert.That((await writer.ReadAsync("/api/v1/forms")).Json!["items"]!.AsArray().Count(form => (string?)form!["code"] == "ND331-Mau08"), Is.EqualTo(1));
        Assert.That(Paper.Of(await PaperScene.HandOverAsync(writer, await ReadAsync(approved), clock.GetUtcNow(), await PaperScene.ReceiptAsync(writer))).State, Is.EqualTo("sent"));
        Assert.That(await PrintedAsync(approved), Is.EqualTo(printed));
    }

    [Test]
    public async Task A_made_up_form_is_drafted_from_the_registers_and_taken_away_again_its_papers_are_read_and_no_longer_written()
    {
        await File.WriteAllTextAsync(Path.Combine(forms, "phieu.json"), OwnFormsTests.MadeUp);
        await RestartAsync();
        var paper = Paper.Of(await DraftAsync("XX-PHIEU"));
        Assert.That((await TitleAsync(paper), paper.Value("organisation")), Is.EqualTo(("PHIẾU MẪU", "Đơn vị SO-YTE")));
        var printed = await PrintedAsync(paper);

        File.Delete(Path.Combine(forms, "phieu.json"));
        await RestartAsync();

        Assert.That((await DraftAsync("XX-PHIEU")).Faults, Is.EqualTo(new[] { "/form not-in-list" }));
        Assert.That(await PrintedAsync(paper), Is.EqualTo(printed));
        Assert.That((string?)(await ReadAsync(paper)).Json["nameVi"], Is.EqualTo("XX-PHIEU"), "nobody says any more what it is called");
        Assert.That((await writer.ReadAsync("/api/v1/papers")).Json!["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await PaperScene.PutAsync(writer, paper, "", """{"fields":[]}""")).Faults, Is.EqualTo(new[] { "/form not-in-list" }));
        Assert.That((await PaperScene.PutAsync(writer, paper, "/review", "{}")).Faults, Is.EqualTo(new[] { "/form not-in-list" }));
    }

    [Test]
    public async Task Its_form_taken_away_after_it_was_approved_it_is_not_recorded_as_sent_before_the_form_is_back()
    {
        await File.WriteAllTextAsync(Path.Combine(forms, "phieu.json"), OwnFormsTests.MadeUp);
        await RestartAsync();
        var paper = await PaperScene.ApproveAsync(writer, second, await PaperScene.CompleteAsync(writer, await DraftAsync("XX-PHIEU")));
        File.Delete(Path.Combine(forms, "phieu.json"));
        await RestartAsync();

        var refused = await PaperScene.HandOverAsync(writer, paper, clock.GetUtcNow());

        Assert.That((refused.Faults, (await ReadAsync(paper)).State), Is.EqualTo((new[] { "/form not-in-list" }, "approved")));
        await File.WriteAllTextAsync(Path.Combine(forms, "phieu.json"), OwnFormsTests.MadeUp);
        await RestartAsync();
        Assert.That(Paper.Of(await PaperScene.HandOverAsync(writer, paper, clock.GetUtcNow())).State, Is.EqualTo("sent"));
    }

    private async Task RestartAsync()
    {
        await desk.RestartAsync();
        (writer, second) = (desk.Client(writerKey), desk.Client(secondKey));
    }

    private Task<Answer> DraftAsync(string form) => writer.PostAsync("/api/v1/papers", $$"""{"form":"{{form}}","agency":"SO-YTE"}""");

    private async Task<Paper> EditAsync(Paper paper) => Paper.Of(await PaperScene.PutAsync(writer, paper, "", """{"fields":[{"code":"year","value":"2025"}]}"""));

    private Task<string> PrintedAsync(Paper paper) => writer.ReadTextAsync($"/api/v1/papers/{paper.Id}/versions/{paper.Latest}");

    private async Task<string?> TitleAsync(Paper paper) => (string?)JsonNode.Parse(await PrintedAsync(paper))!["letter"]!["title"];

    private async Task<Paper> ReadAsync(Paper paper) => Paper.Of(await writer.ReadAsync($"/api/v1/papers/{paper.Id}"));
}
