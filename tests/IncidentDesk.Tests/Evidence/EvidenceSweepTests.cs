using System.Text;
using IncidentDesk.Evidence;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence;

public sealed class EvidenceSweepTests
{
    private Desk desk = null!;
    private HttpClient agency = null!;
    private EvidenceSweep sweep = null!;
    private string incident = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        sweep = desk.Services.GetRequiredService<EvidenceSweep>();
        incident = (string)(await agency.FileAsync(ExampleReport.Body())).Json!["number"]!;
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_file_without_a_row_goes_after_a_day_and_what_a_row_speaks_of_stays()
    {
        var kept = (string)(await agency.UploadAsync(incident, "giữ lại")).Json!["sha256"]!;
        var orphan = new string('a', 64);
        var fresh = new string('b', 64);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(orphan))!);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(fresh))!);
        await File.WriteAllTextAsync(PathOf(orphan), "x");
        await File.WriteAllTextAsync(PathOf(fresh), "x");
        var broken = Path.Combine(desk.DataDirectory, "evidence", "incoming", "half.new");
        await File.WriteAllTextAsync(broken, "x");
        Age(PathOf(kept), PathOf(orphan), broken);

        await sweep.TurnAsync(CancellationToken.None);

        Assert.That((File.Exists(PathOf(kept)), File.Exists(PathOf(orphan)), File.Exists(PathOf(fresh)), File.Exists(broken)), Is.EqualTo((true, false, true, false)));
    }

    [Test]
    public async Task What_a_node_took_aside_before_it_died_gets_its_name_back_where_a_row_needs_it()
    {
        var added = (await agency.UploadAsync(incident, "đã cất tạm")).Json!;
        var hash = (string)added["sha256"]!;
        var orphan = new string('a', 64);
        File.Move(PathOf(hash), AsideOf(hash));
        await File.WriteAllTextAsync(AsideOf(orphan), "x");
        Age(AsideOf(hash), AsideOf(orphan));

        await sweep.TurnAsync(CancellationToken.None);

        Assert.That(await agency.ReadTextAsync((string)added["content"]!), Is.EqualTo("đã cất tạm"));
        Assert.That((File.Exists(AsideOf(hash)), File.Exists(AsideOf(orphan))), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task What_came_once_more_since_then_is_not_replaced_by_what_lay_aside()
    {
        var added = (await agency.UploadAsync(incident, "đã gửi lại")).Json!;
        await File.WriteAllTextAsync(AsideOf((string)added["sha256"]!), "hỏng");

        await sweep.TurnAsync(CancellationToken.None);

        Assert.That(await agency.ReadTextAsync((string)added["content"]!), Is.EqualTo("đã gửi lại"));
    }

    [Test]
    public async Task What_was_sent_ahead_and_given_to_no_incident_is_forgotten_after_a_day_with_its_room()
    {
        var pending = (await agency.SendToAsync(HttpMethod.Post, "/api/v1/evidence/pending", Uploads.Bytes(Encoding.UTF8.GetBytes("bỏ quên")))).Json!;
        await sweep.TurnAsync(CancellationToken.None);
        Assert.That((await agency.ReadAsync($"/api/v1/evidence/{pending["id"]}")).Code, Is.EqualTo(200));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE evidence SET added_at = 0"), CancellationToken.None);
        Age(PathOf((string)pending["sha256"]!));

        await sweep.TurnAsync(CancellationToken.None);

        Assert.That((await agency.ReadAsync($"/api/v1/evidence/{pending["id"]}")).Code, Is.EqualTo(404));
        Assert.That(File.Exists(PathOf((string)pending["sha256"]!)), Is.False);
        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT CAST(sum(bytes) AS BIGINT) FROM evidence_used"), CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task What_is_given_to_an_incident_while_the_sweep_is_on_its_way_stays_whole()
    {
        var pending = (await agency.SendToAsync(HttpMethod.Post, "/api/v1/evidence/pending", Uploads.Bytes(Encoding.UTF8.GetBytes("đang gửi")))).Json!;
        var id = (string)pending["id"]!;
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE evidence SET added_at = 0"), CancellationToken.None);
        var (held, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var giving = desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("UPDATE evidence SET incident_id = (SELECT id FROM incidents WHERE number = @incident) WHERE id = @id", new { incident, id });
            held.SetResult();
            await go.Task;
        }, CancellationToken.None);
        await held.Task;

        // It has looked, and now waits for the row or for the writer.
        var turn = sweep.TurnAsync(CancellationToken.None);
        await Task.Delay(500);
        Assert.That(turn.IsCompleted, Is.False);
        go.SetResult();
        await Task.WhenAll(giving, turn);

        Assert.That((await agency.ReadAsync($"/api/v1/evidence/{id}")).Code, Is.EqualTo(200));
        Assert.That((await agency.ReadAsync($"/api/v1/evidence/{id}/custody")).Json!["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(
            await desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT CAST(sum(bytes) AS BIGINT) FROM evidence_used"), CancellationToken.None),
            Is.EqualTo((long)pending["bytes"]!));
    }

    private string AsideOf(string hash) => Path.Combine(desk.DataDirectory, "evidence", "incoming", $"{hash}.new");

    private string PathOf(string hash) => Path.Combine(desk.DataDirectory, "evidence", hash[..2], hash[2..]);

    private static void Age(params string[] files)
    {
        foreach (var file in files)
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));
    }
}
