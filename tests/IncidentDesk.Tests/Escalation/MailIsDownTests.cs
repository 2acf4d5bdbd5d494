using System.Globalization;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation;

/// <summary>A whole desk whose mail server is away: somebody is asked to call.</summary>
public sealed class MailIsDownTests
{
    [Test, Category("slow")]
    public async Task A_serious_report_is_a_call_task_while_the_mail_waits()
    {
        await using var desk = await Desk.StartAsync(
            TimeProvider.System, ("Channels:Mail:Guard", "live"), ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Port", Ports.Free().ToString(CultureInfo.InvariantCulture)),
            ("Channels:Mail:Security", "none"), ("Escalation:NextChannelAfterSeconds", "5"));
        await desk.VerifiedContactAsync("vncert", "tiepnhan@vncert.example");
        var at = TimeProvider.System.GetUtcNow().AddDays(-1);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
            VALUES (@id, 'vncert', 'call', '+842400000041', 'hotline', 'test', 'verified', @at, @at)
            """,
            new { id = Ids.Next(at), at }), CancellationToken.None);
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var body = ExampleReport.Body();
        body.Remove("agency");
        var number = (string)(await agency.FileAsync(body)).Json!["number"]!;

        Assert.That(async () => await StandAsync(agency, number), Has.Member("vncert call queued").And.Member("vncert mail retry-wait").After(30_000, 200));
    }

    private static async Task<IReadOnlyList<string>> StandAsync(HttpClient client, string number) =>
        [.. (await client.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray().Select(
            one => $"{one!["recipient"]!["centre"]} {one["channel"]} {one["state"]}")];
}
