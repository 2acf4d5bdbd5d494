using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Shell;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>A paper from its draft to the second person.</summary>
public sealed class PaperDoorsTests
{
    private PaperScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await PaperScene.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_draft_holds_what_is_stored_and_names_what_nobody_has_said()
    {
        var duty = await scene.DutyAsync("report");
        var paper = Paper.Of(await scene.DraftAsync("ND331-BC72", (string)duty["id"]!));

        Assert.That((paper.State, paper.Latest, (bool)paper.Json["official"]!, (string?)paper.Json["sureness"]), Is.EqualTo(("draft", 1L, false, "verified")));
        Assert.That((paper.Value("title"), paper.Value("contactPhone"), paper.Value("place")), Is.EqualTo(("Máy chủ cổng thông tin bị chèn mã độc", "024 0000 0001", "Hòa Giang")));
        Assert.That(paper.Value("system"), Is.EqualTo("Hệ thống SO-YTE-CTTDT (SO-YTE-CTTDT)"));
        Assert.That(paper.Value("scope"), Does.Contain("1.200 chủ thể dữ liệu").And.Contain("gián đoạn nghiêm trọng"));
        Assert.That(((string?)duty["article"], paper.Value("article")), Is.EqualTo(("NĐ 331/2026/NĐ-CP, Đ31.2.d", "điểm d khoản 2 Điều 31 Nghị định số 331/2026/NĐ-CP")));
        Assert.That(paper.Missing, Is.SupersetOf(new[] { "cause", "measures", "signer", "signerTitle" }));
        Assert.That(paper.Missing, Has.None.EqualTo("scope").And.None.EqualTo("title"));
        Assert.That(((JsonArray)paper.Json["missing"]!).Select(one => (string?)one!["labelVi"]), Has.Member("Nguyên nhân"));
    }

    [Test]
    public async Task What_people_did_fills_cause_measures_and_result()
    {
        await using var own = await PaperScene.StartAsync();
        await MoveAsync(own, "containment", """{"summary":"Ngắt cổng khỏi mạng"}""");
        await MoveAsync(own, "resolution", """{"cause":"Lỗ hổng CVE. Chưa vá","summary":"Đã vá và khôi phục"}""");
        var paper = Paper.Of(await own.DraftAsync("ND331-KT"));

        Assert.That((paper.Value("cause"), paper.Value("result")), Is.EqualTo(("Lỗ hổng CVE. Chưa vá", "Đã vá và khôi phục")));
        Assert.That(paper.Value("measures"), Does.Contain("Ngắt cổng khỏi mạng").And.Contain("Đã vá và khôi phục"));
    }

    [Test]
    public async Task Every_form_drafts_and_gives_a_document()
    {
        var forms = (JsonArray)(await scene.Writer.ReadAsync("/api/v1/forms")).Json!["items"]!;
        Assert.That(forms, Has.Count.EqualTo(14));
        foreach (var form in forms)
        {
            var code = (string)form!["code"]!;
            var drafted = (string)form["subject"]! == "agency"
                ? await scene.Writer.PostAsync("/api/v1/papers", $$"""{"form":"{{code}}","agency":"SO-YTE"}""")
                : await scene.DraftAsync(code);
            var paper = Paper.Of(drafted);
            Assert.That((paper.Missing.Any(), (string?)form["sureness"]), Is.EqualTo((true, (string?)paper.Json["sureness"])), code);
            using var document = await scene.Writer.GetAsync((string)paper.Json["links"]!["docx"]!);
            Assert.That((await document.Content.ReadAsByteArrayAsync())[..2], Is.EqualTo("PK"u8.ToArray()), code);
            Assert.That(document.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"), code);
        }
    }

    [Test]
    public async Task The_yearly_report_has_the_systems_of_the_register_and_names_what_no_register_knows()
    {
        var paper = Paper.Of(await scene.Writer.PostAsync("/api/v1/papers", """{"form":"ND331-Mau08","agency":"SO-YTE"}"""));
        Assert.That((paper.Value("total"), paper.Value("systems")), Is.EqualTo(("1", "1 | Hệ thống SO-YTE-CTTDT | Đơn vị SO-YTE | Đơn vị SO-YTE | 3 |  |  |  |  |  |  |")));
        Assert.That((paper.Value("from")![^5..], paper.Value("to")![^5..]), Is.EqualTo(("12-15", "12-14")));
        Assert.That(paper.Missing, Is.SupersetOf(new[] { "dossiers", "appraised", "approved", "checked" }));
    }

    [Test]
    public async Task Its_counts_are_those_of_the_desks_own_figures_and_take_numbers_alone()
    {
        var paper = Paper.Of(await scene.Writer.PostAsync("/api/v1/papers", """{"form":"ND331-Mau08","agency":"SO-YTE"}"""));
        var figures = (await scene.Agency.ReadAsync($"/api/v1/figures/reports/annual?year={paper.Value("year")}")).Json!["figures"]!.AsArray().ToDictionary(one => (string)one!["code"]!, one => one!["value"]?.ToString());

        Assert.That((paper.Value("total"), paper.Value("classified"), paper.Value("incidents")),
            Is.EqualTo((figures["systems-total"], figures["systems-classified"], figures["incidents-received"])));
        var refused = await PaperScene.PutAsync(scene.Writer, paper, "", """{"fields":[{"code":"appraised","value":"Kẻ tấn công khai thác"},{"code":"approved","value":"1.5"}]}""");
        Assert.That(refused.Faults, Is.EqualTo(new[] { "/fields/0/value bad-format", "/fields/1/value bad-format" }));
    }

    [Test]
    public async Task Until_somebody_approved_it_every_print_says_that_it_is_a_draft()
    {
        await using var other = await PaperScene.StartAsync();
        var paper = await other.ApprovedAsync("ND331-BC72");
        Assert.That(await WordsAsync(paper, paper.Latest), Does.Not.Contain("DỰ THẢO"));
        Assert.That(await WordsAsync(paper, 1), Does.Contain("DỰ THẢO"), "an older version was never approved");

        async Task<string> WordsAsync(Paper one, long version)
        {
            using var answer = await other.Writer.GetAsync($"/api/v1/papers/{one.Id}/versions/{version}.docx");
            using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
            using var text = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
            return await text.ReadToEndAsync();
        }
    }

    [Test]
    public async Task An_edit_is_a_new_version_and_the_old_one_stays_what_it_was()
    {
        var paper = Paper.Of(await scene.DraftAsync("ND331-BC72"));
        var first = await BytesAsync(paper, 1);
        var edited = await EditAsync(paper, "cause", "Mật khẩu yếu");

        Assert.That((edited.Latest, edited.Value("cause")), Is.EqualTo((2, "Mật khẩu yếu")));
        Assert.That(((JsonArray)edited.Json["versions"]!).Select(version => (string?)version!["hash"]).Distinct().Count(), Is.EqualTo(2));
        Assert.That(await BytesAsync(edited, 1), Is.EqualTo(first), "the same version has the same bytes");
        Assert.That(await BytesAsync(edited, 2), Is.Not.EqualTo(first));
        Assert.That((await EditAsync(edited, "cause", " Mật khẩu yếu ")).Latest, Is.EqualTo(2), "the same words are no new version");
        Assert.That((await PaperScene.PutAsync(scene.Writer, paper, "", """{"fields":[]}""")).Code, Is.EqualTo(412), "somebody else was faster");
        Assert.That((await scene.Writer.ReadAsync($"/api/v1/papers/{paper.Id}/versions/9")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task A_field_that_does_not_fit_is_named_and_nothing_is_stored()
    {
        var paper = Paper.Of(await scene.DraftAsync("ND331-BC72"));
        var refused = await PaperScene.PutAsync(scene.Writer, paper, "", """{"fields":[{"code":"nonsense","value":"x"},{"code":"detectedAt","value":"hôm qua"},{"code":"preliminary","value":"maybe"}]}""");
        Assert.That(refused.Faults, Is.EqualTo(new[] { "/fields/0/code not-in-list", "/fields/1/value bad-format", "/fields/2/value not-in-list" }));
        Assert.That((await scene.ReadAsync(paper)).Latest, Is.EqualTo(1));
    }

    [TestCase("ND331-BC72", null, null, TestName = "A_paper_of_this_form_is_drafted")]
    [TestCase("nonsense", null, "/form not-in-list")]
    [TestCase("ND331-Mau08", null, "/form not-in-list", TestName = "A_yearly_report_is_about_no_incident")]
    [TestCase("ND356-Mau08", "report", "/obligation unknown-reference", TestName = "A_duty_is_met_by_the_paper_that_it_asks_for")]
    [TestCase("ND356-Mau08", "personal-data-notice", null)]
    [TestCase("ND13-Mau03", "personal-data-notice", "/obligation unknown-reference", TestName = "The_form_of_an_earlier_decree_answers_no_duty_of_today")]
    public async Task A_form_answers_the_duties_that_are_its_own(string form, string? kind, string? fault)
    {
        var answer = await scene.DraftAsync(form, kind is null ? null : (string)(await scene.DutyAsync(kind))["id"]!);
        Assert.That($"{answer.Code} {string.Join(' ', answer.Faults)}".Trim(), Is.EqualTo(fault is null ? "201" : $"400 {fault}"));
    }

    [Test]
    public async Task Ready_is_refused_while_a_mandatory_field_is_empty_and_each_is_named()
    {
        var paper = Paper.Of(await scene.DraftAsync("ND331-BC72"));
        var refused = await PaperScene.PutAsync(scene.Writer, paper, "/review", "{}");
        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "paper-incomplete")));
        Assert.That(refused.Faults, Is.EqualTo(paper.Missing.Select(code => $"/fields/{code} required")));
        Assert.That((await scene.ReadAsync(paper)).State, Is.EqualTo("draft"));
    }

    [Test]
    public async Task A_cause_that_says_that_it_is_not_known_is_refused_as_that_and_not_as_missing()
    {
        var paper = Paper.Of(await PaperScene.PutAsync(
            scene.Writer, await scene.WholeAsync("ND331-BC72"), "", """{"fields":[{"code":"cause","value":"Đang trong quá trình điều tra"},{"code":"preliminary","value":"no"}]}"""));

        var refused = await PaperScene.PutAsync(scene.Writer, paper, "/review", "{}");

        Assert.That((refused.Code, refused.Faults), Is.EqualTo((409, new[] { "/fields/cause required" })));
        var fault = refused.Json!["errors"]![0]!;
        Assert.That(((string)fault["messageVi"]!, (string)fault["message"]!), Is.EqualTo((Said("Nguyên nhân", Texts.PaperNotKnown.Vi), Said("Cause", Texts.PaperNotKnown.En))));

        static string Said(string field, string words) => $"{field}: {words}";
    }

    [Test]
    public async Task Who_wrote_does_not_approve_and_the_second_person_approves_exactly_one_version()
    {
        var paper = await scene.WholeAsync("ND331-BC72");
        var asked = (await PaperScene.PutAsync(scene.Writer, paper, "/review", "{}")).Json!["approval"]!;
        Assert.That((await PaperScene.DecideAsync(scene.Writer, asked)).Json!["code"]!.GetValue<string>(), Is.EqualTo("same-person"));
        Assert.That((await scene.Second.ReadAsync($"/api/v1/approvals/{asked["id"]}")).Json!["content"]!.GetValue<string>(), Does.Contain("Đã điền cause"));
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/approvals/{asked["id"]}")).Code, Is.EqualTo(404), "a draft is the desk's own");

        var edited = await EditAsync(await scene.ReadAsync(paper), "cause", "Nguyên nhân khác");
        Assert.That(edited.State, Is.EqualTo("draft"));
        Assert.That((string?)(await PaperScene.DecideAsync(scene.Second, asked)).Json!["code"], Is.EqualTo("approval-stale"));

        var again = (await PaperScene.PutAsync(scene.Writer, edited, "/review", "{}")).Json!["approval"]!;
        Assert.That((await PaperScene.DecideAsync(scene.Second, again)).Code, Is.EqualTo(200));
        var approved = await scene.ReadAsync(paper);
        Assert.That((approved.State, (await EditAsync(approved, "cause", "Lại khác")).State), Is.EqualTo(("approved", "draft")), "an edit takes the approval away");
    }

    [Test]
    public async Task Whoever_had_a_hand_in_any_version_is_no_second_person()
    {
        var paper = await scene.WholeAsync("ND331-BC72");
        var edited = Paper.Of(await PaperScene.PutAsync(scene.Second, paper, "", """{"fields":[{"code":"cause","value":"Của người thứ hai"}]}"""));
        var asked = (await PaperScene.PutAsync(scene.Writer, edited, "/review", "{}")).Json!["approval"]!;
        Assert.That((string?)(await PaperScene.DecideAsync(scene.Second, asked)).Json!["code"], Is.EqualTo("same-person"));
    }

    [Test]
    public async Task Who_made_the_key_that_wrote_a_version_is_no_second_person()
    {
        var maker = scene.Desk.Client(await scene.Desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(scene.Desk, "taokhoa", "admin")));
        var made = await maker.PostAsync("/api/v1/keys", """{"name":"Máy soạn","desk":true,"scopes":["report","read","work"]}""");
        Assert.That(made.Code, Is.EqualTo(201), made.Json?.ToJsonString());
        var paper = await scene.WholeAsync("ND331-BC72");
        var machine = scene.Desk.Client((string)made.Json!["secret"]!);
        var edited = Paper.Of(await PaperScene.PutAsync(machine, paper, "", """{"fields":[{"code":"cause","value":"Do máy soạn"}]}"""));
        var asked = (await PaperScene.PutAsync(scene.Writer, edited, "/review", "{}")).Json!["approval"]!;

        Assert.That((string?)(await PaperScene.DecideAsync(maker, asked)).Json!["code"], Is.EqualTo("same-person"));
        Assert.That((await PaperScene.DecideAsync(scene.Second, asked)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task A_refusal_leads_back_to_the_draft_and_a_withdrawal_ends_it()
    {
        var paper = await scene.WholeAsync("ND331-TB24");
        var asked = (await PaperScene.PutAsync(scene.Writer, paper, "/review", "{}")).Json!["approval"]!;
        Assert.That((await PaperScene.DecideAsync(scene.Second, asked, "refuse")).Code, Is.EqualTo(200));
        var refused = await scene.ReadAsync(paper);
        Assert.That(refused.State, Is.EqualTo("draft"));

        Assert.That((await PaperScene.PutAsync(scene.Writer, refused, "/withdrawal", """{"reason":""}""")).Code, Is.EqualTo(400));
        var withdrawn = Paper.Of(await PaperScene.PutAsync(scene.Writer, refused, "/withdrawal", """{"reason":"Lập nhầm"}"""));
        Assert.That(withdrawn.State, Is.EqualTo("withdrawn"));
        Assert.That((string?)(await PaperScene.PutAsync(scene.Writer, withdrawn, "/review", "{}")).Json!["code"], Is.EqualTo("paper-not-in-this-state"));
        var history = await scene.Desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT to_state FROM paper_history WHERE paper_id = @id ORDER BY n", new { id = paper.Id }), CancellationToken.None);
        Assert.That(history, Is.EqualTo(new[] { "draft", "review", "draft", "withdrawn" }));
    }

    [Test]
    public async Task No_pdf_is_made_where_no_program_is_named_and_the_answer_says_what_to_do()
    {
        var paper = Paper.Of(await scene.DraftAsync("ND331-BC72"));
        var answer = await scene.Writer.ReadAsync((string)paper.Json["links"]!["pdf"]!);
        Assert.That((answer.Code, (string?)answer.Json!["code"]), Is.EqualTo((409, "no-pdf")));
        Assert.That((string?)answer.Json["detail"], Does.Contain("Papers__LibreOffice"));
    }

    private async Task<Paper> EditAsync(Paper paper, string code, string value) => Paper.Of(await PaperScene.PutAsync(
        scene.Writer, paper, "", new JsonObject { ["fields"] = new JsonArray(new JsonObject { ["code"] = code, ["value"] = value }) }.ToJsonString()));

    private async Task<byte[]> BytesAsync(Paper paper, long version)
    {
        using var answer = await scene.Writer.GetAsync($"/api/v1/papers/{paper.Id}/versions/{version}.docx");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task MoveAsync(PaperScene own, string move, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/incidents/{own.Number}/{move}") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        Assert.That((await Wire.SendAsync(own.Writer, request)).Code, Is.EqualTo(200));
    }
}
