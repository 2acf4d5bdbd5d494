using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

public sealed class ReplyDoorsTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!, second = null!, province = null!, agency = null!, other = null!;
    private string letter = "";

    [SetUp]
    public async Task StartAsync()
    {
        // Each test has a clock of its own: one that jumps leaves no later day to the next.
        clock = new(new DateTimeOffset(2022, 6, 2, 3, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        province = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("TINH", kind: "province")));
        var health = await desk.AgencyAsync("SO-YTE", "TINH");
        agency = desk.Client(await desk.KeyAsync(health));
        other = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT", "TINH")));
        await desk.SystemAsync(health, "TUONG-LUA", 3);
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        second = desk.Client(await desk.KeyAsync(null, "report read work", await DeskPeople.AddAsync(desk, "binh", "responder")));
        letter = await lead.IssueAsync();
        await lead.SendLetterAsync(letter);
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task Opening_a_letter_is_seen_once_and_only_of_whom_it_was_sent_to()
    {
        await province.ReadAsync($"/api/v1/advisories/{letter}");
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 2, seen 1"));
        await lead.ReadAsync($"/api/v1/advisories/{letter}");
        await agency.ReadAsync($"/api/v1/advisories/{letter}");
        await agency.ReadAsync($"/api/v1/advisories/{letter}");
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 1, seen 2"));
        Assert.That(
            ((JsonArray)(await agency.ReadAsync($"/api/v1/advisories/{letter}/replies/SO-YTE")).Json!["history"]!).Select(step => (string?)step!["to"]),
            Is.EqualTo(new[] { "sent", "seen" }));
    }

    [Test]
    public async Task An_agency_answers_for_itself_and_those_below_it_and_for_nobody_else()
    {
        const string answer = """{"state":"affected","affected":12,"signedBy":"Phạm Quốc Dũng"}""";
        Assert.That((await agency.AnswerAsync(letter, "SO-GDDT", answer)).Code, Is.EqualTo(404));
        Assert.That((await province.AnswerAsync(letter, "SO-GDDT", answer)).Code, Is.EqualTo(200));
        var own = await agency.AnswerAsync(letter, "SO-YTE", answer, "\"1\"");
        Assert.That((own.Code, (string?)own.Json!["state"], (long)own.Json["affected"]!, (string?)own.Json["signedBy"]), Is.EqualTo((200, "affected", 12, "Phạm Quốc Dũng")));
        Assert.That((await agency.AnswerAsync(letter, "SO-YTE", answer, "\"1\"")).Code, Is.EqualTo(412));
        Assert.That(
            ((JsonArray)(await agency.ReadAsync($"/api/v1/advisories/{letter}/replies")).Json!["items"]!).Select(line => (string?)line!["agency"]), Is.EqualTo(new[] { "SO-YTE" }));
        Assert.That(await other.FiguresAsync(letter), Is.EqualTo("affected 1"), "its own figure and nobody else's");
    }

    [Test]
    public async Task An_answer_without_what_shows_it_is_refused()
    {
        Assert.That((await agency.AnswerAsync(letter, "SO-YTE", """{"state":"not-affected","signedBy":"x"}""")).Faults, Is.EqualTo(new[] { "/evidence required" }));
        Assert.That((await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","signedBy":"x"}""")).Faults, Is.EqualTo(new[] { "/affected required" }));
        Assert.That((await agency.AnswerAsync(letter, "SO-YTE", """{"state":"assessing"}""")).Faults, Is.EqualTo(new[] { "/signedBy required" }), "a machine signs nothing");
        Assert.That((await agency.AnswerAsync(letter, "SO-YTE", """{"state":"verified","signedBy":"x"}""")).Faults, Is.EqualTo(new[] { "/state not-in-list" }));
        Assert.That((await agency.AnswerAsync(letter, "SO-YTE", """{"state":"assessing","signedBy":"x","system":"KHONG"}""")).Faults, Is.EqualTo(new[] { "/system unknown-reference" }));
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 3"));
    }

    [Test]
    public async Task The_desk_answers_in_nobodys_name_but_enters_what_came_on_paper()
    {
        const string answer = """{"state":"patched","evidence":"Biên bản","signedBy":"Phạm Quốc Dũng"}""";
        Assert.That((await lead.AnswerAsync(letter, "SO-YTE", answer)).Faults, Is.EqualTo(new[] { "/paper required" }));
        var entered = await lead.AnswerAsync(letter, "SO-YTE", """{"state":"patched","evidence":"Biên bản","signedBy":"Phạm Quốc Dũng","paper":"12/SYT-VP ngày 05/6/2022"}""");
        Assert.That((string?)entered.Json!["paper"], Is.EqualTo("12/SYT-VP ngày 05/6/2022"));
        var own = await lead.PutAsync($"/api/v1/advisories/{letter}/replies/SO-YTE/verification", """{"outcome":"verified","evidence":"Quét lại"}""");
        Assert.That((own.Code, (string?)own.Json!["code"]), Is.EqualTo((409, "same-person")), "who entered it does not check it");
        var checked_ = await second.PutAsync($"/api/v1/advisories/{letter}/replies/SO-YTE/verification", """{"outcome":"verified","evidence":"Quét lại"}""");
        Assert.That((string?)checked_.Json!["state"], Is.EqualTo("verified"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Who_entered_an_answer_does_not_check_it_with_another_key_nor_when_a_key_they_made_entered_it(bool byMachine)
    {
        const string made = """{"name":"Máy nhập","desk":true,"scopes":["report","read","work"]}""", check = """{"outcome":"verified","evidence":"Quét lại"}""";
        var enters = byMachine ? desk.Client((string)(await lead.PostAsync("/api/v1/keys", made)).Json!["secret"]!) : lead;
        var entered = await enters.AnswerAsync(letter, "SO-YTE", """{"state":"patched","evidence":"Biên bản","signedBy":"Phạm Quốc Dũng","paper":"12/SYT-VP ngày 05/6/2022"}""");
        Assert.That(entered.Code, Is.EqualTo(200), entered.Json?.ToJsonString());
        var hoa = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'hoa'"), CancellationToken.None);
        var again = desk.Client(await desk.KeyAsync(null, "read work", hoa));

        var own = await again.PutAsync($"/api/v1/advisories/{letter}/replies/SO-YTE/verification", check);
        Assert.That((own.Code, (string?)own.Json!["code"]), Is.EqualTo((409, "same-person")));
        Assert.That((await second.PutAsync($"/api/v1/advisories/{letter}/replies/SO-YTE/verification", check)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Only_what_was_said_to_be_done_is_verified_and_what_does_not_hold_is_affected_again()
    {
        var early = await lead.PutAsync($"/api/v1/advisories/{letter}/replies/SO-YTE/verification", """{"outcome":"verified","evidence":"x"}""");
        Assert.That((early.Code, (string?)early.Json!["code"], (string?)early.Json["replyState"]), Is.EqualTo((409, "reply-state", "sent")));
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"patched","affected":3,"evidence":"x","signedBy":"x"}""");
        await lead.PutAsync($"/api/v1/advisories/{letter}/replies/SO-YTE/verification", """{"outcome":"affected","evidence":"Một máy còn 7.0.5","affected":1}""");
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 2, affected 1"));
        Assert.That((await agency.PutAsync($"/api/v1/advisories/{letter}/replies/SO-YTE/verification", """{"outcome":"verified","evidence":"x"}""")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task A_system_has_a_reply_of_its_own_and_the_agency_is_no_safer_than_it()
    {
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","affected":2,"signedBy":"x","system":"TUONG-LUA"}""");
        var whole = await agency.AnswerAsync(letter, "SO-YTE", """{"state":"not-affected","evidence":"x","signedBy":"x"}""");
        Assert.That((whole.Code, (string?)whole.Json!["code"], (string?)whole.Json["system"]), Is.EqualTo((409, "reply-systems", "TUONG-LUA")));
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"patched","evidence":"7.0.7","signedBy":"x","system":"TUONG-LUA"}""");
        var done = await agency.AnswerAsync(letter, "SO-YTE", """{"state":"patched","evidence":"x","signedBy":"x"}""");
        Assert.That(((string?)done.Json!["state"], (string?)done.Json["systems"]![0]!["state"]), Is.EqualTo(("patched", "patched")));
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 2, patched 1"), "systems are no agencies");
    }

    [TestCase("not-affected")]
    [TestCase("patched")]
    [TestCase("mitigated")]
    [TestCase("assessing")]
    public async Task What_a_system_says_later_is_hidden_by_no_answer_of_its_agency(string whole)
    {
        await agency.AnswerAsync(letter, "SO-YTE", $$"""{"state":"{{whole}}","evidence":"Ban đầu","signedBy":"x"}""");
        var later = await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","affected":5,"signedBy":"x","system":"TUONG-LUA"}""");
        Assert.That((later.Code, (string?)later.Json!["state"], (long?)later.Json["affected"]), Is.EqualTo((200, "affected", (long?)5)));
        Assert.That(
            later.Json["history"]!.AsArray().Select(step => (string?)step!["to"]), Has.Member(whole), "what was said before is kept");
        Assert.That((await lead.FiguresAsync(letter), await MachinesAsync()), Is.EqualTo(("sent 2, affected 1", 5)));
        var check = await second.PutAsync($"/api/v1/advisories/{letter}/replies/SO-YTE/verification", """{"outcome":"verified","evidence":"x"}""");
        Assert.That((check.Code, (string?)check.Json!["code"], (string?)check.Json["system"]), Is.EqualTo((409, "reply-systems", "TUONG-LUA")));

        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"patched","evidence":"7.0.7","signedBy":"x","system":"TUONG-LUA"}""");
        Assert.That((await lead.FiguresAsync(letter), await MachinesAsync()), Is.EqualTo(("sent 2, assessing 1", 0)), "of the rest the agency speaks itself");
        Assert.That((await agency.AnswerAsync(letter, "SO-YTE", """{"state":"patched","evidence":"x","signedBy":"x"}""")).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Who_answers_for_a_system_alone_is_not_silent_and_its_machines_count()
    {
        foreach (var code in new[] { "SO-YTE", "SO-GDDT" })
            await desk.MailAddressAsync(code, $"{code.ToLowerInvariant()}@mau.example");
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","affected":7,"signedBy":"x","system":"TUONG-LUA"}""");
        Assert.That((await lead.FiguresAsync(letter), await MachinesAsync()), Is.EqualTo(("sent 2, affected 1", 7)));
        var line = (await lead.ReadAsync($"/api/v1/advisories/{letter}/replies?state=affected")).Json!["items"]![0]!;
        Assert.That(((string?)line["agency"], (long)line["affected"]!), Is.EqualTo(("SO-YTE", 7)));
        clock.Jump(TimeSpan.FromDays(3));
        await desk.TurnAsync();
        Assert.That(await desk.MailsAsync(), Is.EqualTo(new[] { "reminder-1 SO-GDDT" }));
    }

    [Test]
    public async Task An_agency_counts_no_fewer_machines_than_its_systems()
    {
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","affected":7,"signedBy":"x","system":"TUONG-LUA"}""");
        var few = await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","affected":1,"signedBy":"x"}""");
        Assert.That((few.Code, (string?)few.Json!["code"]), Is.EqualTo((409, "reply-systems")));
        Assert.That((await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","affected":9,"signedBy":"x"}""")).Code, Is.EqualTo(200));
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","affected":12,"signedBy":"x","system":"TUONG-LUA"}""");
        Assert.That(await MachinesAsync(), Is.EqualTo(12));
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"patched","evidence":"x","signedBy":"x","system":"TUONG-LUA"}""");
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 2, affected 1"), "it said itself that it is affected");
    }

    [Test]
    public async Task A_workaround_of_a_system_that_is_opened_again_makes_its_agency_affected()
    {
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"mitigated","affected":4,"evidence":"x","signedBy":"x","system":"TUONG-LUA"}""");
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 2, assessing 1"));
        var patch = await lead.PutAsync($"/api/v1/advisories/{letter}/patch", """{"patchedOn":"2022-06-02"}""");
        Assert.That(((int)patch.Json!["reopened"]!, await lead.FiguresAsync(letter), await MachinesAsync()), Is.EqualTo((1, "sent 2, affected 1", 4)));
    }

    [Test]
    public async Task A_letter_that_names_more_opens_final_answers_again_and_one_of_other_words_opens_none()
    {
        foreach (var code in new[] { "TINH", "SO-YTE", "SO-GDDT" })
            await desk.MailAddressAsync(code, $"{code.ToLowerInvariant()}@mau.example");
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"not-affected","evidence":"Không có FortiProxy","signedBy":"x"}""");
        await other.AnswerAsync(letter, "SO-GDDT", """{"state":"patched","affected":3,"evidence":"7.0.7","signedBy":"x"}""");
        var words = Letters.Fortinet();
        (words["subject"], words["asks"]) = ("Lỗ hổng Fortinet, bản đính chính", new JsonArray("Rà soát"));
        Assert.That((await lead.PostAsync("/api/v1/advisories", words.ToJsonString())).Code, Is.EqualTo(200));
        var fewer = words.DeepClone();
        fewer["products"]!.AsArray().RemoveAt(1);
        Assert.That((await lead.PostAsync("/api/v1/advisories", fewer.ToJsonString())).Code, Is.EqualTo(200));
        Assert.That((await lead.FiguresAsync(letter), await desk.MailsAsync()), Is.EqualTo(("sent 1, not-affected 1, patched 1", Array.Empty<string>())));

        fewer["cves"] = new JsonArray("CVE-2022-40684", "CVE-2022-42475");
        fewer["products"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = "FortiGate", ["versions"] = new JsonArray() });
        Assert.That((await lead.PostAsync("/api/v1/advisories", fewer.ToJsonString())).Code, Is.EqualTo(200));
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 1, assessing 1, affected 1"));
        var history = (await agency.ReadAsync($"/api/v1/advisories/{letter}/replies/SO-YTE")).Json!["history"]!.AsArray();
        Assert.That(((string?)history[^2]!["to"], (string?)history[^2]!["evidence"]), Is.EqualTo(("not-affected", "Không có FortiProxy")));
        Assert.That(
            ((string?)history[^1]!["to"], (string?)history[^1]!["note"]), Is.EqualTo(("assessing", "the letter names more or other than before: CVE-2022-42475, FortiGate")));
        Assert.That(await desk.MailsAsync(), Is.EqualTo(new[] { "update-5 SO-GDDT", "update-5 SO-YTE", "update-5 TINH" }), "the silent read it anew as well");

        Assert.That((await lead.PostAsync("/api/v1/advisories", fewer.ToJsonString())).Code, Is.EqualTo(200));
        Assert.That(await desk.MailsAsync(), Has.Count.EqualTo(3), "the same once more is nothing new");
    }

    [Test]
    public async Task A_workaround_is_opened_again_when_the_patch_is_there_and_nothing_else_is()
    {
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"affected","affected":4,"signedBy":"x"}""");
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"mitigated","evidence":"Đã xóa khóa ms-msdt","signedBy":"x"}""");
        await other.AnswerAsync(letter, "SO-GDDT", """{"state":"not-affected","evidence":"Không dùng","signedBy":"x"}""");
        var patch = await lead.PutAsync($"/api/v1/advisories/{letter}/patch", """{"patchedOn":"2022-06-02"}""");
        Assert.That(((int)patch.Json!["reopened"]!, await lead.FiguresAsync(letter)), Is.EqualTo((1, "sent 1, not-affected 1, affected 1")));
        var reply = (await agency.ReadAsync($"/api/v1/advisories/{letter}/replies/SO-YTE")).Json!;
        Assert.That(((long)reply["affected"]!, (string?)reply["history"]!.AsArray()[^1]!["note"]), Is.EqualTo((4, "the patch was published on 2022-06-02")));
    }

    [Test]
    public async Task An_exception_ends_on_its_day()
    {
        var answer = await agency.AnswerAsync(letter, "SO-YTE", """{"state":"excepted","reason":"Chờ thay thiết bị","until":"2022-06-10T00:00:00Z","signedBy":"x"}""");
        Assert.That(answer.Code, Is.EqualTo(200), answer.Json?.ToJsonString());
        clock.Jump(TimeSpan.FromDays(7));
        await desk.TurnAsync();
        Assert.That(await agency.StateAsync(letter, "SO-YTE"), Is.EqualTo("excepted"));
        clock.Jump(TimeSpan.FromDays(1));
        await desk.TurnAsync();
        Assert.That(await agency.StateAsync(letter, "SO-YTE"), Is.EqualTo("affected"));
    }

    [Test]
    public async Task The_inventory_suggests_and_answers_nothing()
    {
        var products = """{"products":[{"product":"Fortinet FortiOS","version":"7.0.6","hosts":2},{"product":"FortiOS","version":"7.0.7"},{"product":"FortiProxy","version":"lạ"},{"product":"Nginx","version":"1.0"}]}""";
        Assert.That((await agency.PutAsync("/api/v1/systems/TUONG-LUA/products", products, "\"1\"")).Code, Is.EqualTo(200));
        Assert.That((await other.PutAsync("/api/v1/systems/TUONG-LUA/products", products)).Code, Is.EqualTo(404));
        var found = (await agency.ReadAsync($"/api/v1/advisories/{letter}/suggestions")).Json!["items"]!.AsArray();
        Assert.That(
            found.Select(one => $"{one!["product"]} {one["version"]} {one["hosts"]} {one["verdict"]}"),
            Is.EquivalentTo(new[] { "Fortinet FortiOS 7.0.6 2 affected", "FortiOS 7.0.7 1 not-affected", "FortiProxy lạ 1 unknown" }));
        Assert.That((await other.ReadAsync($"/api/v1/advisories/{letter}/suggestions")).Json!["items"]!.AsArray(), Is.Empty);
        Assert.That(await lead.FiguresAsync(letter), Is.EqualTo("sent 3"));
    }

    [Test]
    public async Task Who_is_silent_is_reminded_once_each_time_and_then_those_above_hear_of_it()
    {
        foreach (var code in new[] { "TINH", "SO-YTE", "SO-GDDT" })
            await desk.MailAddressAsync(code, $"{code.ToLowerInvariant()}@mau.example");
        await agency.AnswerAsync(letter, "SO-YTE", """{"state":"patched","evidence":"x","signedBy":"x"}""");
        await province.AnswerAsync(letter, "TINH", """{"state":"not-affected","evidence":"x","signedBy":"x"}""");
        // Without a due time: three, seven and fourteen days after it was sent.
        foreach (var (days, mails) in new[] { (3, "reminder-1 SO-GDDT"), (4, "escalation-2 TINH,reminder-1 SO-GDDT,reminder-2 SO-GDDT") })
        {
            clock.Jump(TimeSpan.FromDays(days));
            await desk.TurnAsync();
            await desk.TurnAsync();
            Assert.That(string.Join(',', await desk.MailsAsync()), Is.EqualTo(mails));
        }
        Assert.That((await lead.StateAsync(letter, "SO-GDDT"), await lead.StateAsync(letter, "SO-YTE")), Is.EqualTo(("no-reply", "patched")));
        Assert.That((long)(await lead.ReadAsync($"/api/v1/advisories/{letter}/replies?state=no-reply")).Json!["items"]![0]!["escalations"]!, Is.EqualTo(1));
        var reminders = (await lead.ReadAsync($"/api/v1/advisories/{letter}/reminders")).Json!["items"]!.AsArray();
        Assert.That(reminders.Select(one => (long)one!["reminded"]!), Is.EqualTo(new[] { 1L, 1, 0 }));
    }

    [Test]
    public async Task After_a_standstill_what_was_missed_becomes_one_letter()
    {
        await desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
        clock.Jump(TimeSpan.FromDays(20));
        await desk.TurnAsync();
        await desk.TurnAsync();
        Assert.That(await desk.MailsAsync(), Is.EqualTo(new[] { "reminder-3 SO-YTE" }));
        var reminders = (await lead.ReadAsync($"/api/v1/advisories/{letter}/reminders")).Json!["items"]!.AsArray();
        Assert.That(reminders.Select(one => (long?)one!["foldedInto"]), Is.EqualTo(new long?[] { 3, 3, null }));
    }

    private async Task<long> MachinesAsync() => (long)(await lead.ReadAsync($"/api/v1/advisories/{letter}/figures")).Json!["affectedMachines"]!;
}
