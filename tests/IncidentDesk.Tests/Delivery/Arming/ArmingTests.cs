using System.Globalization;
using System.Text;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery.Arming;

public sealed class ArmingTests
{
    private ScriptedSmtpServer mail = null!;
    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        mail = ScriptedSmtpServer.Start();
        desk = await Desk.StartAsync(
            TimeProvider.System, ("Channels:Mail:Guard", "live"), ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "none"),
            ("Channels:Mail:Port", mail.Port.ToString(CultureInfo.InvariantCulture)));
        await desk.PersonAsync("quantri", "admin");
        var person = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people"), CancellationToken.None);
        admin = desk.Client(await desk.KeyAsync(null, "admin read", person));
        await desk.VerifiedContactAsync("vncert", "truc@vncert.example");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await desk.DisposeAsync();
        await mail.DisposeAsync();
    }

    [Test]
    public async Task Where_it_fits_there_is_nothing_to_arm_and_the_recipients_are_shown_all_the_same()
    {
        var seal = (await admin.ReadAsync("/api/v1/settings/seal")).Json!;
        Assert.That(((bool)seal["fits"]!, (long)seal["epoch"]!), Is.EqualTo((true, 1L)));
        Assert.That(seal["recipients"]!.AsArray().Select(one => $"{one!["kind"]} {one["id"]} {one["channel"]} {one["address"]} {one["mode"]}"),
            Does.Contain("centre vncert mail truc@vncert.example live"));
        Assert.That((await PutAsync(admin, (string)seal["contentHash"]!)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Two_people_arm_a_copy_and_then_a_new_report_arrives()
    {
        await BreakAsync();
        var reporter = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var held = (string)(await reporter.FileAsync(ExampleReport.Body(sourceRef: "held"))).Json!["number"]!;
        Assert.That(async () => await StateAsync(reporter, held), Is.EqualTo("simulated").After(15_000, 50));

        var shown = (await admin.ReadAsync("/api/v1/settings/seal")).Json!;
        Assert.That((bool)shown["fits"]!, Is.False);
        Assert.That((string?)shown["differences"]![0]!["sealed"], Is.EqualTo("elsewhere"));
        var asked = await PutAsync(admin, (string)shown["contentHash"]!);
        Assert.That((asked.Code, (string?)asked.Json!["approval"]!["state"], (string?)asked.Json["approval"]!["needs"]), Is.EqualTo((202, "open", "admin")));
        Assert.That((string?)asked.Json["approval"]!["contentHash"], Is.EqualTo((string?)shown["contentHash"]));
        Assert.That((await admin.ReadAsync("/api/v1/settings/seal")).Json!["approval"], Is.Not.Null);
        Assert.That((bool)(await admin.ReadAsync("/api/v1/settings/seal")).Json!["fits"]!, Is.False, "one person alone arms nothing");

        await ApproveAsync(Guid.Parse((string)asked.Json["approval"]!["id"]!));

        Assert.That(() => desk.Services.GetRequiredService<Seal>().Fits, Is.True.After(5_000, 20));
        var sent = (string)(await reporter.FileAsync(ExampleReport.Body(sourceRef: "sent"))).Json!["number"]!;
        Assert.That(async () => await StateAsync(reporter, sent), Is.EqualTo("accepted").After(15_000, 50));
        Assert.That(mail.Messages.Where(one => one.Text.Contains(sent, StringComparison.Ordinal)), Is.Not.Empty);
        Assert.That(mail.Messages.Where(one => one.Text.Contains(held, StringComparison.Ordinal)), Is.Empty);
        Assert.That(
            await desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT subject FROM audit WHERE action = 'desk.arm'"), CancellationToken.None),
            Is.EqualTo((string?)shown["contentHash"]));
    }

    [Test]
    public async Task Another_list_than_was_shown_is_stale_for_who_asks_and_for_who_approves()
    {
        await BreakAsync();
        var hash = (string)(await admin.ReadAsync("/api/v1/settings/seal")).Json!["contentHash"]!;
        var asked = await PutAsync(admin, hash);
        await desk.VerifiedContactAsync("ncsc", "truc@ncsc.example");

        var again = await PutAsync(admin, hash);
        Assert.That((again.Code, (string?)again.Json!["code"]), Is.EqualTo((409, "approval-stale")));
        var (act, approval) = await ActAsync(Guid.Parse((string)asked.Json!["approval"]!["id"]!));
        Assert.That(
            await desk.Database.ReadAsync(reading => act.HashNowAsync(reading, approval), CancellationToken.None), Is.Not.EqualTo(approval.ContentHash));
    }

    [Test]
    public async Task A_machine_an_agency_and_a_responder_arm_nothing()
    {
        await BreakAsync();
        var hash = (string)(await admin.ReadAsync("/api/v1/settings/seal")).Json!["contentHash"]!;
        var machine = await PutAsync(desk.Client(await desk.KeyAsync(null, "admin")), hash);
        Assert.That((machine.Code, (string?)machine.Json!["code"]), Is.EqualTo((403, "needs-a-person")));
        Assert.That((await PutAsync(desk.Client(await desk.KeyAsync(null, "read work approve")), hash)).Code, Is.EqualTo(403));
        Assert.That((await PutAsync(desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE"), "admin")), hash)).Code, Is.EqualTo(403));
        Assert.That((await PutAsync(admin, "short")).Code, Is.EqualTo(400));
    }

    private async Task BreakAsync()
    {
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE desk_facts SET value = 'elsewhere' WHERE name = 'sealed_host'"), CancellationToken.None);
        await Waiting.ForAsync(() => !desk.Services.GetRequiredService<Seal>().Fits);
    }

    // As the door of approvals does it: compared and done in the transaction of the decision.
    private async Task ApproveAsync(Guid id)
    {
        var (act, approval) = await ActAsync(id);
        var now = TimeProvider.System.GetUtcNow();
        await desk.Database.WriteAsync(async transaction =>
        {
            Assert.That(await act.HashNowAsync(transaction, approval), Is.EqualTo(approval.ContentHash));
            await act.DoAsync(transaction, approval, new("person", Guid.CreateVersion7(now), "Người thứ hai"), now);
        }, CancellationToken.None);
    }

    private async Task<(IApprovedAct Act, Approval Approval)> ActAsync(Guid id) => (
        desk.Services.GetServices<IApprovedAct>().Single(one => one.Kind == "arm"),
        (await desk.Database.ReadAsync(reading => Asking.FindAsync(reading, id), CancellationToken.None))!);

    private static async Task<string?> StateAsync(HttpClient reporter, string number) =>
        (string?)(await reporter.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray()
            .First(one => (string?)one!["recipient"]!["centre"] == "vncert")!["state"];

    private static async Task<Answer> PutAsync(HttpClient client, string hash)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/settings/seal")
        {
            Content = new StringContent($$"""{"action":"arm","contentHash":"{{hash}}"}""", Encoding.UTF8, "application/json"),
        };
        return await Wire.SendAsync(client, request);
    }
}
