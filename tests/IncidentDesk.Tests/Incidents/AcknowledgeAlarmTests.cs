using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

public sealed class AcknowledgeAlarmTests
{
    [Test]
    public async Task One_person_takes_an_alarm_and_the_second_is_told_who_has_it()
    {
        await using var desk = await Desk.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        using var one = desk.Client(await desk.KeyAsync(null, "read work", await PersonAsync(desk, "Người một")));
        using var other = desk.Client(await desk.KeyAsync(null, "read work", await PersonAsync(desk, "Người hai")));
        using var machine = desk.Client(await desk.KeyAsync(null, "read work"));
        await desk.Database.WriteAsync(
            transaction => Alarms.RaiseAsync(transaction, "storage", "high", "disk", null, "Full.", "Đầy.", now), CancellationToken.None);
        var id = (string)(await one.ReadAsync("/api/v1/alarms?state=open")).Json!["items"]!.AsArray()
            .Single(alarm => (string?)alarm!["kind"] == "storage")!["id"]!;

        Assert.That((await TakeAsync(machine, id)).Json!["code"]!.GetValue<string>(), Is.EqualTo("needs-a-person"));
        var taken = await TakeAsync(one, id);
        Assert.That((taken.Code, (string?)taken.Json!["acknowledgedBy"], (string?)taken.Json["note"]), Is.EqualTo((200, "Người một", "xem ngay")));
        Assert.That(taken.Json["acknowledgedAt"], Is.Not.Null);
        var second = await TakeAsync(other, id);
        Assert.That((second.Code, (string?)second.Json!["code"], (string?)second.Json["by"]), Is.EqualTo((409, "already-acknowledged", "Người một")));
        Assert.That(await CountAsync("acknowledged"), Is.EqualTo(1));
        Assert.That(await CountAsync("open"), Is.Zero);
        Assert.That((await TakeAsync(one, "019a0000-0000-7000-8000-000000000000")).Code, Is.EqualTo(404));

        await desk.Database.WriteAsync(transaction => Alarms.EndAsync(transaction, "storage", "disk", now), CancellationToken.None);
        Assert.That(await CountAsync("ended"), Is.EqualTo(1), "it ends with its cause, whoever has it");

        async Task<int> CountAsync(string state) => (await one.ReadAsync($"/api/v1/alarms?state={state}")).Json!["items"]!.AsArray()
            .Count(alarm => (string?)alarm!["kind"] == "storage");
    }

    private static async Task<Answer> TakeAsync(HttpClient client, string alarm)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/alarms/{alarm}/acknowledgement")
        {
            Content = new StringContent("""{"note":"xem ngay"}""", Encoding.UTF8, "application/json"),
        };
        return await Wire.SendAsync(client, request);
    }

    private static async Task<Guid> PersonAsync(Desk desk, string name)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Ids.Next(now);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO people (id, user_name, name, role, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @name, 'responder', 'none', 0, @now)
            """,
            new { id, user = id.ToString("N"), name, now }), CancellationToken.None);
        return id;
    }
}
