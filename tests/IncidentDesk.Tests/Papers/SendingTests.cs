using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Harness;
using IncidentDesk.Incidents;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Evidence;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>A duty is met by a recorded sending with its channel and its proof, and by nothing else.</summary>
public sealed class SendingTests
{
    [Test]
    public async Task Neither_draft_nor_approval_nor_simulation_meets_the_duty()
    {
        await using var scene = await PaperScene.StartAsync();
        var duty = (string)(await scene.DutyAsync("report"))["id"]!;
        var paper = await scene.ApprovedAsync("ND331-BC72", duty);
        Assert.That(await StateAsync(scene, "report"), Is.EqualTo("open"));

        var sending = Paper.Of(await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}"));
        Assert.That(sending.State, Is.EqualTo("sending"));
        await Waiting.ForAsync(async () => (string?)(await scene.ReadAsync(paper)).Json["sendings"]![0]!["state"] == "simulated");
        var after = await scene.ReadAsync(paper);
        Assert.That((after.State, await StateAsync(scene, "report")), Is.EqualTo(("approved", "open")));
        Assert.That((await PaperScene.PutAsync(scene.Writer, after, "/sending", "{}")).Code, Is.EqualTo(409), "the same version to the same centre is one delivery: it is retried there");
        var refused = await scene.Writer.PostAsync($"/api/v1/deliveries/{(string)after.Json["sendings"]![0]!["delivery"]!}/retry", """{"reason":"lại"}""");
        Assert.That(refused.Code, Is.EqualTo(200));
    }

    [Test]
    public async Task By_mail_nothing_leaves_without_number_and_date_which_a_hand_may_still_write_on_paper()
    {
        await using var scene = await PaperScene.StartAsync();
        var whole = await scene.WholeAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        var open = Paper.Of(await PaperScene.PutAsync(scene.Writer, whole, "", """{"fields":[{"code":"number","value":""},{"code":"date","value":""}]}"""));
        var paper = await PaperScene.ApproveAsync(scene.Writer, scene.Second, open);

        var refused = await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}");

        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "paper-incomplete")));
        Assert.That(refused.Faults, Is.EqualTo(new[] { "/fields/number required", "/fields/date required" }));
        Assert.That((string?)refused.Json["errors"]![1]!["messageVi"], Does.StartWith("Ngày ban hành").And.Contain("thư điện tử"));
        var after = await scene.ReadAsync(paper);
        Assert.That((after.State, ((JsonArray)after.Json["sendings"]!).Count, await StateAsync(scene, "report")), Is.EqualTo(("approved", 0, "open")));
        Assert.That(Paper.Of(await PaperScene.HandOverAsync(scene.Writer, after, DateTimeOffset.UtcNow, await scene.ReceiptAsync())).State, Is.EqualTo("sent"));
    }

    [Test]
    public async Task The_mail_says_number_and_symbol_once()
    {
        await using var scene = await PaperScene.StartAsync();
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}");
        string? content = null;
        await Waiting.ForAsync(async () => (content = await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT content FROM deliveries WHERE cause_ref LIKE 'paper:%' AND state = 'simulated'"), CancellationToken.None)) is not null);

        Assert.That(WordsOf(new MimeReading(Encoding.ASCII.GetBytes(content!))), Does.Match(@"Số, ký hiệu:\s+15/").And.Not.Match(@"ký hiệu:\s+Số"));

        static string WordsOf(MimeReading part) => part.Header("Content-Type").StartsWith("multipart/", StringComparison.Ordinal) ? WordsOf(part.Parts[0]) : part.Text;
    }

    [Test]
    public async Task A_simulated_paper_that_has_changed_since_is_not_sent_again()
    {
        await using var scene = await PaperScene.StartAsync();
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}");
        await Waiting.ForAsync(async () => (await scene.ReadAsync(paper)).State == "approved");
        var simulated = await scene.ReadAsync(paper);
        await PaperScene.PutAsync(scene.Writer, simulated, "", """{"fields":[{"code":"cause","value":"Khác"}]}""");

        var refused = await scene.Writer.PostAsync($"/api/v1/deliveries/{(string)simulated.Json["sendings"]![0]!["delivery"]!}/retry", """{"reason":"lại"}""");
        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "approval-stale")));
    }

    [Test]
    public async Task A_server_that_takes_the_mail_meets_the_duty_and_a_bounce_owes_it_again()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(settings: [("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "none"), ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Channels:Mail:Guard", "live")]);
        var duty = (string)(await scene.DutyAsync("report"))["id"]!;
        var paper = await scene.ApprovedAsync("ND331-BC72", duty);
        await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}");
        await Waiting.ForAsync(async () => (await scene.ReadAsync(paper)).State == "sent");

        var sent = await scene.ReadAsync(paper);
        var delivery = (string)sent.Json["sendings"]![0]!["delivery"]!;
        var met = await scene.DutyAsync("report");
        Assert.That(((string?)met["state"], (string?)met["metBy"]), Is.EqualTo(("met", delivery)));
        var mail = server.Messages.Single(message => TextOf(message.Content).Contains("ND331-BC72.docx", StringComparison.Ordinal));
        Assert.That(mail.To, Is.EqualTo(new[] { "tiepnhan@bca.example" }));
        using var document = await scene.Writer.GetAsync((string)sent.Json["links"]!["docx"]!);
        var attached = Convert.ToBase64String(await document.Content.ReadAsByteArrayAsync());
        Assert.That(TextOf(mail.Content).Replace("\r\n", "", StringComparison.Ordinal), Does.Contain(attached), "exactly the approved document is attached");

        await scene.Desk.Database.WriteAsync(transaction => Deliveries.MoveAsync(
            transaction, new(Guid.Parse(delivery), "accepted", "failed", DateTimeOffset.UtcNow, Actor.Desk)), CancellationToken.None);
        Assert.That((await StateAsync(scene, "report"), (await scene.ReadAsync(paper)).State), Is.EqualTo(("open", "approved")));
    }

    [Test]
    public async Task Where_another_paper_of_the_duty_stands_one_that_comes_back_leaves_nothing_owed()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(settings: Live(server));
        var duty = (string)(await scene.DutyAsync("report"))["id"]!;
        var papers = new List<Paper> { await scene.ApprovedAsync("ND331-BC72", duty), await scene.ApprovedAsync("ND331-BC72", duty) };
        var (first, second) = (await SentAsync(scene, papers[0]), await SentAsync(scene, papers[1]));
        Assert.That((string?)(await scene.DutyAsync("report"))["metBy"], Is.EqualTo(first));

        await BounceAsync(scene, first);
        var met = await scene.DutyAsync("report");
        var taken = await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<DateTimeOffset>(
            "SELECT at FROM delivery_history WHERE delivery_id = @second AND to_state = 'accepted'", new { second }), CancellationToken.None);
        Assert.That(((string?)met["state"], (string?)met["metBy"], (await ReportAsync(scene, scene.Number)).MetAt), Is.EqualTo(("met", second, (DateTimeOffset?)taken)));

        await BounceAsync(scene, second);
        Assert.That(await StateAsync(scene, "report"), Is.EqualTo("open"));
    }

    [Test]
    public async Task While_a_newer_version_is_on_its_way_the_older_one_is_not_sent_again_and_its_failing_says_nothing_of_the_paper()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(settings: Live(server));
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        var older = await SentAsync(scene, paper);
        await BounceAsync(scene, older);
        var changed = Paper.Of(await PaperScene.PutAsync(scene.Writer, await scene.ReadAsync(paper), "", """{"fields":[{"code":"cause","value":"Khác"}]}"""));
        server.On("dot", SmtpAct.AcceptAndDrop);
        await PaperScene.PutAsync(scene.Writer, await PaperScene.ApproveAsync(scene.Writer, scene.Second, changed), "/sending", "{}");
        await Waiting.ForAsync(async () => ((JsonArray)(await scene.ReadAsync(paper)).Json["sendings"]!).Any(one => (string?)one!["state"] == "in-doubt"));
        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE deliveries SET next_attempt_at = @later WHERE state = 'in-doubt'", new { later = DateTimeOffset.UtcNow.AddDays(1) }), CancellationToken.None);

        var refused = await scene.Writer.PostAsync($"/api/v1/deliveries/{older}/retry", """{"reason":"lại"}""");

        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "approval-stale")));
        // As an earlier desk let it go.
        await scene.Desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("UPDATE deliveries SET came_from = state, state = 'queued', next_attempt_at = NULL WHERE id = @older", new { older });
            await Deliveries.MoveAsync(transaction, new(Guid.Parse(older), "queued", "failed", DateTimeOffset.UtcNow, Actor.Desk));
        }, CancellationToken.None);
        Assert.That((await scene.ReadAsync(paper)).State, Is.EqualTo("sending"));
    }

    [Test]
    public async Task A_paper_that_follows_a_call_meets_that_duty_as_of_its_dispatch_not_of_its_recording()
    {
        await using var scene = await PaperScene.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var wanted = new OpenedObligation(
            "written-follow-up", "VN-ND331", "mục tiêu nội bộ / internal target", "open", "cyber-authority", null, now.AddHours(-2), now.AddMinutes(-30), Internal: true);
        var opened = await scene.Desk.Database.WriteAsync(async transaction => await ObligationRows.InsertAsync(
            transaction, await transaction.SingleAsync<Guid>("SELECT id FROM incidents WHERE number = @number", new { number = scene.Number }), [wanted], now.AddHours(-2)), CancellationToken.None);
        var paper = await scene.ApprovedAsync("ND331-CN", opened[0].Id.ToString("D"));
        await scene.ApprovedEarlierAsync(paper, TimeSpan.FromMinutes(80));

        Assert.That((await PaperScene.HandOverAsync(scene.Writer, paper, now.AddHours(-1), await scene.ReceiptAsync())).Code, Is.EqualTo(200));

        var met = await scene.DutyAsync("written-follow-up");
        Assert.That(((string?)met["state"], ((string)met["metAt"]!)[..19]), Is.EqualTo(("met", Wire(now.AddHours(-1))[..19])));
    }

    [Test]
    public async Task After_a_merging_the_receipt_lies_among_the_evidence_of_the_incident_that_stays()
    {
        await using var scene = await PaperScene.StartAsync();
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        var into = await MergedAsync(scene);
        Assert.That((await scene.Agency.UploadAsync(scene.Number, "biên nhận", "muon.pdf")).Code, Is.EqualTo(409));
        var receipt = (string)(await scene.Agency.UploadAsync(into, "biên nhận", "bien-nhan-gop.pdf")).Json!["id"]!;
        var report = ExampleReport.Body();
        (report["system"], report["title"]) = ("SO-YTE-CTTDT", "Một sự cố khác");
        var other = (string)(await scene.Agency.FileAsync(report)).Json!["number"]!;
        var foreign = (string)(await scene.Agency.UploadAsync(other, "biên nhận khác", "khac.pdf")).Json!["id"]!;

        using var responder = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
        var names = (await responder.PageAsync($"/papers/{paper.Id}")).QuerySelectorAll("#hand-evidence option").Select(option => option.TextContent).ToList();
        Assert.That(names, Has.Member("bien-nhan-gop.pdf").And.Not.Member("khac.pdf"));

        Assert.That((await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, foreign)).Faults, Is.EqualTo(new[] { "/evidence unknown-reference" }));
        Assert.That((await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, receipt)).Code, Is.EqualTo(200));
        Assert.That((await ReportAsync(scene, into)).State, Is.EqualTo("met"));
    }

    [Test]
    public async Task A_bounce_after_a_merging_is_owed_by_the_incident_that_stays()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(settings: [("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "none"), ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Channels:Mail:Guard", "live")]);
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}");
        await Waiting.ForAsync(async () => (await scene.ReadAsync(paper)).State == "sent");
        var delivery = (string)(await scene.ReadAsync(paper)).Json["sendings"]![0]!["delivery"]!;
        var report = ExampleReport.Body();
        (report["system"], report["detectedAt"]) = ("SO-YTE-CTTDT", Wire(DateTimeOffset.UtcNow.AddHours(-1)));
        var into = (string)(await scene.Agency.FileAsync(report)).Json!["number"]!;
        // As if it had been of another thing: what was sent for the one is then all that there is.
        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE obligations SET clock_trigger = 'completed' WHERE kind = 'report' AND incident_id = (SELECT id FROM incidents WHERE number = @into)", new { into }), CancellationToken.None);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/incidents/{scene.Number}/merge") { Content = new StringContent($$"""{"into":"{{into}}","reason":"x"}""", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var merged = await scene.Writer.SendAsync(request, CancellationToken.None);
        Assert.That(((int)merged.StatusCode, await OwedAsync()), Is.EqualTo((200, 0L)));

        await scene.Desk.Database.WriteAsync(transaction => Deliveries.MoveAsync(
            transaction, new(Guid.Parse(delivery), "accepted", "failed", DateTimeOffset.UtcNow, Actor.Desk)), CancellationToken.None);

        await Waiting.ForAsync(async () => await OwedAsync() == 1);

        async Task<long> OwedAsync() => await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
            """
            SELECT count(*) FROM obligations JOIN incidents ON incidents.id = incident_id
            WHERE number = @into AND kind = 'report' AND clock_trigger = 'detected' AND state = 'open'
            """,
            new { into }), CancellationToken.None);
    }

    [Test]
    public async Task What_was_handed_over_meets_the_duty_as_of_its_dispatch()
    {
        await using var scene = await PaperScene.StartAsync();
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        await scene.ApprovedEarlierAsync(paper, TimeSpan.FromMinutes(40));
        var receipt = await scene.ReceiptAsync();
        var at = DateTimeOffset.UtcNow.AddMinutes(-30);

        Assert.That((await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow.AddHours(3))).Faults, Is.EqualTo(new[] { "/at in-the-future" }));
        Assert.That((await PaperScene.HandOverAsync(scene.Writer, paper, at, Guid.NewGuid().ToString("D"))).Faults, Is.EqualTo(new[] { "/evidence unknown-reference" }));
        var sent = Paper.Of(await PaperScene.HandOverAsync(scene.Writer, paper, at, receipt));

        var duty = await scene.DutyAsync("report");
        Assert.That((sent.State, (string?)duty["state"], ((string)duty["metAt"]!)[..16]), Is.EqualTo(("sent", "met", at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture))));
        var proof = sent.Json["sendings"]![0]!;
        Assert.That(((string?)proof["number"], (string?)proof["channel"], (string?)proof["evidence"], (string?)proof["state"]),
            Is.EqualTo(("15/BC-SYT", "trục liên thông văn bản", receipt, "acknowledged")));
        Assert.That((string?)(await PaperScene.HandOverAsync(scene.Writer, sent, at)).Json!["code"], Is.EqualTo("paper-not-in-this-state"));
    }

    [Test]
    public async Task What_meets_a_duty_has_its_receipt_and_was_not_sent_before_the_incident_was_noticed()
    {
        await using var scene = await PaperScene.StartAsync();
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);

        var without = await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow);
        var early = await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow.AddHours(-3), await scene.ReceiptAsync());

        Assert.That((without.Faults, early.Faults), Is.EqualTo((new[] { "/evidence required" }, new[] { "/at out-of-range" })));
        Assert.That((await StateAsync(scene, "report"), (await scene.ReadAsync(paper)).State), Is.EqualTo(("open", "approved")));
    }

    [Test]
    public async Task Handed_over_after_its_instant_it_is_late_for_ever()
    {
        await using var scene = await PaperScene.StartAsync();
        var duty = await scene.DutyAsync("immediate-notice");
        var paper = await scene.ApprovedAsync("ND331-TB24", (string)duty["id"]!);
        await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, await scene.ReceiptAsync());
        Assert.That(await StateAsync(scene, "immediate-notice"), Is.EqualTo("late"));
    }

    [Test]
    public async Task A_version_was_not_handed_over_before_it_was_approved()
    {
        await using var scene = await PaperScene.StartAsync();
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        var receipt = await scene.ReceiptAsync();

        var early = await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow.AddMinutes(-30), receipt);

        Assert.That(early.Faults, Is.EqualTo(new[] { "/at out-of-range" }));
        Assert.That((string?)early.Json!["errors"]![0]!["messageVi"], Does.Contain("được duyệt lúc"));
        Assert.That((await StateAsync(scene, "report"), (await scene.ReadAsync(paper)).State), Is.EqualTo(("open", "approved")));
        Assert.That((await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, receipt)).Code, Is.EqualTo(200), "a receipt names the minute");
    }

    [Test]
    public async Task What_was_in_doubt_and_had_arrived_meets_the_duty_as_of_its_attempt_not_of_when_somebody_heard()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(settings: Live(server));
        var (_, delivery, began) = await InDoubtAsync(scene, server);

        var confirmed = new JsonObject { ["at"] = Wire(began.AddMinutes(1)), ["by"] = "Văn thư cục" };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/deliveries/{delivery}/acknowledgement") { Content = new StringContent(confirmed.ToJsonString(), Encoding.UTF8, "application/json") };
        using var answer = await scene.Writer.SendAsync(request, CancellationToken.None);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        var met = await scene.DutyAsync("report");
        Assert.That(((string?)met["state"], ((string)met["metAt"]!)[..19]), Is.EqualTo(("met", Wire(began.AddSeconds(20))[..19])));
        Assert.That(await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT note FROM delivery_history WHERE delivery_id = @delivery AND to_state = 'acknowledged'", new { delivery }), CancellationToken.None),
            Does.StartWith("Văn thư cục").And.Contain(Wire(began.AddMinutes(1))[..19]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Sent_again_because_of_a_doubt_and_taken_late_it_was_in_time_where_they_had_the_first_one(bool hadTheFirst)
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(settings: Live(server));
        var (paper, delivery, began) = await InDoubtAsync(scene, server);
        server.Behave();
        await AgainAsync(scene, delivery);
        await Waiting.ForAsync(async () => (await scene.ReadAsync(paper)).State == "sent");
        Assert.That(await StateAsync(scene, "report"), Is.EqualTo("late"));

        Assert.That(await ConfirmAsync(scene, delivery, hadTheFirst ? began.AddMinutes(1) : DateTimeOffset.UtcNow), Is.EqualTo(200));

        var report = await ReportAsync(scene, scene.Number);
        Assert.That((report.State, report.MetAt == began.AddSeconds(20)), Is.EqualTo((hadTheFirst ? "met" : "late", hadTheFirst)));
    }

    [Test]
    public async Task In_doubt_when_its_incident_was_merged_it_meets_the_duty_of_the_one_that_stays_as_of_its_attempt()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(settings: Live(server));
        var (_, delivery, began) = await InDoubtAsync(scene, server);
        var into = await MergedAsync(scene);
        Assert.That((await ReportAsync(scene, into)).State, Is.EqualTo("open"));

        Assert.That(await ConfirmAsync(scene, delivery, began.AddMinutes(1)), Is.EqualTo(200));

        Assert.That(await ReportAsync(scene, into), Is.EqualTo(new Report("met", began.AddSeconds(20))));
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/incidents/{scene.Number}/merge");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var parted = await scene.Writer.SendAsync(request, CancellationToken.None);
        Assert.That((int)parted.StatusCode, Is.EqualTo(200));
        Assert.That(await ReportAsync(scene, scene.Number), Is.EqualTo(new Report("met", began.AddSeconds(20))));
        Assert.That(await ReportAsync(scene, into), Is.EqualTo(new Report("open", null)));
    }

    [Test]
    public async Task Taken_after_a_merging_and_come_back_it_is_owed_again_by_the_one_that_stays()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(settings: Live(server));
        var (paper, delivery, _) = await InDoubtAsync(scene, server);
        var into = await MergedAsync(scene);
        server.Behave();
        await AgainAsync(scene, delivery);
        await Waiting.ForAsync(async () => (await scene.ReadAsync(paper)).State == "sent");
        Assert.That((await ReportAsync(scene, into)).State, Is.EqualTo("late"), "late stays late for the one that stays as well");

        await scene.Desk.Database.WriteAsync(transaction => Deliveries.MoveAsync(
            transaction, new(Guid.Parse(delivery), "accepted", "failed", DateTimeOffset.UtcNow, Actor.Desk)), CancellationToken.None);

        Assert.That(await ReportAsync(scene, into), Is.EqualTo(new Report("open", null)));
        Assert.That(await ReportAsync(scene, scene.Number), Is.EqualTo(new Report("void", null)));
    }

    [Test]
    public async Task Item_7_no_paper_is_sent_for_a_duty_that_was_opened_past_its_time_before_a_person_has_said_why()
    {
        await using var scene = await PaperScene.StartAsync();
        var duty = (string)(await scene.DutyAsync("report"))["id"]!;
        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE obligations SET due_at = starts_at + 3600000 WHERE id = @duty", new { duty }), CancellationToken.None);
        var paper = await scene.ApprovedAsync("ND331-BC72", duty);
        var receipt = await scene.ReceiptAsync();

        Answer[] refused = [await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}"), await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, receipt)];

        Assert.That(refused.Select(answer => (answer.Code, (string?)answer.Json!["code"])), Is.All.EqualTo((409, "late-reason-missing")));
        Assert.That(((bool)(await scene.DutyAsync("report"))["reasonMissing"]!, await StateAsync(scene, "report")), Is.EqualTo((true, "open")));
        Assert.That(await SayWhyAsync(scene, scene.Number), Is.EqualTo(200));
        Assert.That((await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, receipt)).Code, Is.EqualTo(200));
        Assert.That(((bool)(await scene.DutyAsync("report"))["reasonMissing"]!, await StateAsync(scene, "report")), Is.EqualTo((false, "late")));
    }

    [Test]
    public async Task Item_7_nor_is_one_of_a_merged_incident_for_what_was_opened_past_its_time_above()
    {
        await using var scene = await PaperScene.StartAsync();
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        var receipt = await scene.ReceiptAsync();
        var into = await MergedAsync(scene);
        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE obligations SET due_at = starts_at + 3600000 WHERE kind = 'report' AND incident_id = (SELECT id FROM incidents WHERE number = @into)", new { into }), CancellationToken.None);

        Answer[] refused = [await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}"), await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, receipt)];

        Assert.That(refused.Select(answer => (answer.Code, (string?)answer.Json!["code"], (string?)answer.Json["incident"])), Is.All.EqualTo((409, "late-reason-missing", into)));
        Assert.That(await SayWhyAsync(scene, into), Is.EqualTo(200));
        Assert.That((await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, receipt)).Code, Is.EqualTo(200));
        Assert.That((await ReportAsync(scene, into)).State, Is.EqualTo("late"));
    }

    /// <returns>The delivery by which it went.</returns>
    private static async Task<string> SentAsync(PaperScene scene, Paper paper)
    {
        Assert.That((await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}")).Code, Is.EqualTo(200));
        await Waiting.ForAsync(async () => (await scene.ReadAsync(paper)).State == "sent");
        return (string)(await scene.ReadAsync(paper)).Json["sendings"]![0]!["delivery"]!;
    }

    private static Task BounceAsync(PaperScene scene, string delivery) => scene.Desk.Database.WriteAsync(transaction => Deliveries.MoveAsync(
        transaction, new(Guid.Parse(delivery), "accepted", "failed", DateTimeOffset.UtcNow, Actor.Desk)), CancellationToken.None);

    private static async Task<int> SayWhyAsync(PaperScene scene, string number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/incidents/{number}/late-reason") { Content = new StringContent("""{"reason":"Đơn vị báo chậm."}""", Encoding.UTF8, "application/json") };
        using var said = await scene.Writer.SendAsync(request, CancellationToken.None);
        return (int)said.StatusCode;
    }

    private static (string Name, string? Value)[] Live(ScriptedSmtpServer server) =>
        [("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "none"), ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Channels:Mail:Guard", "live")];

    // The report was sent fifty minutes ago, its time ran out thirty-five minutes ago, and nobody knows whether it has arrived.
    private static async Task<(Paper Paper, string Delivery, DateTimeOffset Began)> InDoubtAsync(PaperScene scene, ScriptedSmtpServer server)
    {
        var duty = (string)(await scene.DutyAsync("report"))["id"]!;
        var paper = await scene.ApprovedAsync("ND331-BC72", duty);
        server.On("dot", SmtpAct.AcceptAndDrop);
        await PaperScene.PutAsync(scene.Writer, paper, "/sending", "{}");
        await Waiting.ForAsync(async () => (string?)(await scene.ReadAsync(paper)).Json["sendings"]![0]!["state"] == "in-doubt");
        var delivery = (string)(await scene.ReadAsync(paper)).Json["sendings"]![0]!["delivery"]!;
        var began = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-50).ToUnixTimeSeconds());
        await FiftyMinutesAgoAsync(scene, delivery, duty, began);
        return (paper, delivery, began);
    }

    private static Task AgainAsync(PaperScene scene, string delivery) => scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
        "UPDATE deliveries SET next_attempt_at = @now WHERE id = @delivery AND state = 'in-doubt'", new { delivery, now = DateTimeOffset.UtcNow }), CancellationToken.None);

    private static async Task<int> ConfirmAsync(PaperScene scene, string delivery, DateTimeOffset at)
    {
        var confirmed = new JsonObject { ["at"] = Wire(at), ["by"] = "Văn thư cục" };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/deliveries/{delivery}/acknowledgement") { Content = new StringContent(confirmed.ToJsonString(), Encoding.UTF8, "application/json") };
        using var answer = await scene.Writer.SendAsync(request, CancellationToken.None);
        return (int)answer.StatusCode;
    }

    /// <summary>Another report of the same thing, into which the scene's incident is merged.</summary>
    private static async Task<string> MergedAsync(PaperScene scene)
    {
        var report = ExampleReport.Body();
        (report["system"], report["detectedAt"]) = ("SO-YTE-CTTDT", Wire(DateTimeOffset.UtcNow.AddHours(-1)));
        var into = (string)(await scene.Agency.FileAsync(report)).Json!["number"]!;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/incidents/{scene.Number}/merge") { Content = new StringContent($$"""{"into":"{{into}}","reason":"x"}""", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var merged = await scene.Writer.SendAsync(request, CancellationToken.None);
        Assert.That((int)merged.StatusCode, Is.EqualTo(200));
        return into;
    }

    private static async Task<Report> ReportAsync(PaperScene scene, string number) => (await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<Report>(
        "SELECT obligations.state, obligations.met_at FROM obligations JOIN incidents ON incidents.id = incident_id WHERE number = @number AND kind = 'report'", new { number }), CancellationToken.None))!;

    private sealed record Report(string State, DateTimeOffset? MetAt);

    // The attempt ended without an answer after twenty seconds, and the duty's time ran out a quarter of an hour later.
    private static Task FiftyMinutesAgoAsync(PaperScene scene, string delivery, string duty, DateTimeOffset began) => scene.Desk.Database.WriteAsync(async transaction =>
    {
        await transaction.ExecuteAsync("UPDATE deliveries SET next_attempt_at = @later WHERE id = @delivery AND state = 'in-doubt'", new { delivery, later = began.AddDays(1) });
        await transaction.ExecuteAsync(
            "UPDATE delivery_attempts SET at = @began, ended_at = @ended WHERE delivery_id = @delivery", new { delivery, began, ended = began.AddSeconds(20) });
        await transaction.ExecuteAsync("UPDATE obligations SET due_at = @due WHERE id = @duty", new { duty, due = began.AddMinutes(15) });
    }, CancellationToken.None);

    private static string Wire(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [Test]
    public async Task Sent_to_a_centre_that_the_law_does_not_name_it_meets_nothing()
    {
        await using var scene = await PaperScene.StartAsync();
        await scene.Desk.VerifiedContactAsync("ncsc", "ncsc@ncsc.example");
        var paper = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        Assert.That((string?)(await PaperScene.PutAsync(scene.Writer, paper, "/sending", """{"centre":"provincial-police"}""")).Json!["code"], Is.EqualTo("contact-missing"));
        var sending = Paper.Of(await PaperScene.PutAsync(scene.Writer, paper, "/sending", """{"centre":"ncsc"}"""));
        Assert.That(sending.Json["sendings"]![0]!["obligation"], Is.Null);
    }

    [Test]
    public async Task Only_what_a_second_person_approved_leaves_and_only_by_a_persons_hand()
    {
        await using var scene = await PaperScene.StartAsync();
        var draft = await scene.WholeAsync("ND331-BC72");
        Assert.That((string?)(await PaperScene.PutAsync(scene.Writer, draft, "/sending", "{}")).Json!["code"], Is.EqualTo("paper-not-in-this-state"));
        Assert.That((string?)(await PaperScene.HandOverAsync(scene.Writer, draft, DateTimeOffset.UtcNow)).Json!["code"], Is.EqualTo("paper-not-in-this-state"));
        using var machine = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read work"));
        foreach (var door in new[] { "/sending", "/review" })
            Assert.That((string?)(await PaperScene.PutAsync(machine, draft, door, "{}")).Json!["code"], Is.EqualTo("needs-a-person"), door);
    }

    [Test]
    public async Task An_agency_sees_of_its_papers_what_was_sent_and_another_agency_nothing()
    {
        await using var scene = await PaperScene.StartAsync();
        var paper = await scene.ApprovedAsync("ND331-BC72");
        var reminder = await scene.ApprovedAsync("SITREP");
        foreach (var caller in new[] { scene.Agency, scene.Other })
            Assert.That((await caller.ReadAsync($"/api/v1/papers/{paper.Id}")).Code, Is.EqualTo(404));
        await PaperScene.HandOverAsync(scene.Writer, paper, DateTimeOffset.UtcNow, await scene.ReceiptAsync());
        await PaperScene.HandOverAsync(scene.Writer, reminder, DateTimeOffset.UtcNow);

        var seen = Paper.Of(await scene.Agency.ReadAsync($"/api/v1/papers/{paper.Id}"));
        Assert.That(seen.State, Is.EqualTo("sent"));
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/papers/{paper.Id}/versions/{seen.Latest}.docx")).Code, Is.EqualTo(200));
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/papers/{paper.Id}/versions/1")).Code, Is.EqualTo(404), "what was written on the way is the desk's");
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/papers/{reminder.Id}")).Code, Is.EqualTo(404), "a situation report is the desk's own");
        Assert.That(((JsonArray)(await scene.Agency.ReadAsync("/api/v1/papers")).Json!["items"]!).Select(one => (string?)one!["id"]), Is.EqualTo(new[] { paper.Id }));
        Assert.That((await scene.Other.ReadAsync($"/api/v1/papers/{paper.Id}")).Code, Is.EqualTo(404));
        Assert.That((JsonArray)(await scene.Other.ReadAsync("/api/v1/papers")).Json!["items"]!, Is.Empty);
    }

    [Test]
    public async Task A_paper_carries_the_mark_of_its_incident_and_a_drill_says_so_and_goes_nowhere()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var scene = await PaperScene.StartAsync(
            "red", drill: true, ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "none"), ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Channels:Mail:Guard", "live"));
        var paper = await scene.ApprovedAsync("ND331-BC72");
        var text = (string)(await scene.Writer.ReadAsync($"/api/v1/papers/{paper.Id}/versions/2")).Json!["text"]!;
        Assert.That(text, Does.StartWith("TLP:RED\nDIỄN TẬP\n"));

        await PaperScene.PutAsync(scene.Writer, paper, "/sending", """{"centre":"cyber-authority"}""");
        await Waiting.ForAsync(async () => (string?)(await scene.ReadAsync(paper)).Json["sendings"]![0]!["state"] == "simulated");
        Assert.That(server.Messages, Is.Empty);
    }

    [Test]
    public async Task What_is_shared_without_a_duty_waits_for_consent_where_the_mark_wants_it_and_a_duty_does_not()
    {
        await using var scene = await PaperScene.StartAsync("red");
        var shared = await scene.ApprovedAsync("ND331-BC72");
        await PaperScene.PutAsync(scene.Writer, shared, "/sending", """{"centre":"cyber-authority"}""");
        await Waiting.ForAsync(async () => (string?)(await scene.ReadAsync(shared)).Json["sendings"]![0]!["state"] == "awaiting-approval");
        var owed = await scene.ApprovedAsync("ND331-BC72", (string)(await scene.DutyAsync("report"))["id"]!);
        await PaperScene.PutAsync(scene.Writer, owed, "/sending", "{}");
        await Waiting.ForAsync(async () => (string?)(await scene.ReadAsync(owed)).Json["sendings"]![0]!["state"] == "simulated");
    }

    private static string TextOf(byte[] mail) => Encoding.ASCII.GetString(mail);

    private static async Task<string?> StateAsync(PaperScene scene, string kind) => (string?)(await scene.DutyAsync(kind))["state"];
}
