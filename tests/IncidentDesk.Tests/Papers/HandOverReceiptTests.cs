using System.Text;
using IncidentDesk.Evidence;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Evidence;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>The scanned receipt of a yearly paper: what settles a duty of the calendar has one, and it belongs to that paper.</summary>
public sealed class HandOverReceiptTests
{
    private PeriodicScene scene = null!;
    private Paper paper = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        await scene.AtAsync("2026-12-16T08:00:00+07:00");
        paper = await PaperScene.ApproveAsync(scene.Writer, scene.Second, await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("ND331-Mau08")));
    }

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Without_a_receipt_or_with_somebody_elses_file_it_settles_nothing()
    {
        var without = await HandOverAsync(null);
        var foreign = await HandOverAsync(await PaperScene.ReceiptAsync(scene.Second));
        var unknown = await HandOverAsync(Guid.NewGuid().ToString("D"));

        Assert.That((without.Faults, foreign.Faults, unknown.Faults), Is.EqualTo((new[] { "/evidence required" }, new[] { "/evidence unknown-reference" }, new[] { "/evidence unknown-reference" })));
        Assert.That((string?)without.Json!["errors"]![0]!["messageVi"], Does.Contain("nghĩa vụ định kỳ"));
        Assert.That(await scene.YearlyAsync(), Is.EqualTo("open "));

        var receipt = await PaperScene.ReceiptAsync(scene.Writer);
        var sent = Paper.Of(await HandOverAsync(receipt));
        Assert.That(((string?)sent.Json["sendings"]![0]!["evidence"], await scene.YearlyAsync()), Is.EqualTo((receipt, "met 15/BC-SYT, trục liên thông văn bản")));
    }

    [Test]
    public async Task It_proves_one_paper_and_no_other()
    {
        var receipt = await PaperScene.ReceiptAsync(scene.Writer);
        Assert.That((await HandOverAsync(receipt)).Code, Is.EqualTo(200));
        var other = await PaperScene.ApproveAsync(scene.Writer, scene.Second, await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("ND331-Mau08", "UBND")));

        Assert.That((await PaperScene.HandOverAsync(scene.Writer, other, scene.Clock.GetUtcNow(), receipt)).Faults, Is.EqualTo(new[] { "/evidence unknown-reference" }));
    }

    [Test]
    public async Task Whoever_may_see_the_paper_may_see_it_and_nobody_else()
    {
        var desk = scene.Desk;
        using var own = desk.Client(await desk.KeyAsync(scene.Health, "report read"));
        using var other = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT", "UBND"), "report read"));
        var receipt = await PaperScene.ReceiptAsync(scene.Writer);
        Assert.That(await CodesAsync(), Is.EqualTo((404, 404, 404)), "as long as it waits, who sent it alone");

        Assert.That((await HandOverAsync(receipt)).Code, Is.EqualTo(200));

        Assert.That(await CodesAsync(), Is.EqualTo((200, 200, 404)));
        Assert.That(await own.ReadTextAsync($"/api/v1/evidence/{receipt}/content"), Is.EqualTo("biên nhận"));
        Assert.That((string?)(await own.ReadAsync($"/api/v1/evidence/{receipt}/custody")).Json!["items"]![0]!["act"], Is.EqualTo("received"));
        Assert.That((await other.ReadAsync($"/api/v1/evidence/{receipt}/content")).Code, Is.EqualTo(404));

        async Task<(int, int, int)> CodesAsync() =>
            ((await scene.Second.ReadAsync($"/api/v1/evidence/{receipt}")).Code, (await own.ReadAsync($"/api/v1/evidence/{receipt}")).Code, (await other.ReadAsync($"/api/v1/evidence/{receipt}")).Code);
    }

    [Test]
    public async Task It_stays_where_it_is_and_takes_room_of_its_agency()
    {
        var receipt = await PaperScene.ReceiptAsync(scene.Writer);
        Assert.That((await HandOverAsync(receipt)).Code, Is.EqualTo(200));
        var forgotten = await PaperScene.ReceiptAsync(scene.Writer);
        using var own = scene.Desk.Client(await scene.Desk.KeyAsync(scene.Health));
        var incident = (string)(await own.FileAsync(ExampleReport.Body())).Json!["number"]!;
        var given = await scene.Writer.SendToAsync(
            HttpMethod.Put, $"/api/v1/evidence/{receipt}/incident", new StringContent($$"""{"incident":"{{incident}}"}""", Encoding.UTF8, "application/json"));
        await scene.WriteAsync("UPDATE evidence SET added_at = 0");

        await scene.Desk.Services.GetRequiredService<EvidenceSweep>().TurnAsync(CancellationToken.None);

        Assert.That((given.Code, (await scene.Writer.ReadAsync($"/api/v1/evidence/{receipt}")).Code, (await scene.Writer.ReadAsync($"/api/v1/evidence/{forgotten}")).Code), Is.EqualTo((409, 200, 404)));
        Assert.That((await RoomOfAsync($"agency:{scene.Health:D}"), await RoomOfAsync("desk")), Is.EqualTo(((long)Encoding.UTF8.GetByteCount("biên nhận"), 0L)));
    }

    [Test]
    public async Task Where_the_room_of_its_agency_is_used_up_the_duty_is_settled_all_the_same()
    {
        const long all = 20_000L << 20;
        await scene.WriteAsync("INSERT INTO evidence_used (owner, bytes) VALUES (@owner, @all)", new { owner = $"agency:{scene.Health:D}", all });

        var sent = await HandOverAsync(await PaperScene.ReceiptAsync(scene.Writer));

        Assert.That((sent.Code, await scene.YearlyAsync()), Is.EqualTo((200, "met 15/BC-SYT, trục liên thông văn bản")));
        Assert.That(await RoomOfAsync($"agency:{scene.Health:D}"), Is.EqualTo(all + Encoding.UTF8.GetByteCount("biên nhận")), "counted it is");
    }

    private Task<Answer> HandOverAsync(string? receipt) => PaperScene.HandOverAsync(scene.Writer, paper, scene.Clock.GetUtcNow(), receipt);

    private Task<long> RoomOfAsync(string owner) => scene.Desk.Database.ReadAsync(
        reading => reading.SingleAsync<long>("SELECT bytes FROM evidence_used WHERE owner = @owner", new { owner }), CancellationToken.None);
}
