using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;

namespace IncidentDesk.Tests.Resilience;

/// <summary>One moment at which the program is killed, and how often the mail must be at the peer in the end.</summary>
/// <param name="Receipts">One, or two where nobody can know that the first arrived: never none, and never twice without a doubt on the row.</param>
/// <param name="Bring">Files the report of that reference, brings the program to that moment and kills it there; answers the incident's number.</param>
internal sealed record KillPoint(string Name, int Receipts, Func<KillScene, string, Task<string>> Bring)
{
    public static readonly IReadOnlyList<KillPoint> All =
    [
        new("once the report was answered", 1, (scene, report) => SilentAsync(scene, report, _ => Task.CompletedTask)),
        new("once the row is claimed", 1, (scene, report) => SilentAsync(scene, report, number => Waiting.ForAsync(
            () => scene.ReadAsync(async reading => await reading.SingleAsync<long>(
                """
                SELECT count(*) FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id
                WHERE incidents.number = @number AND deliveries.state = 'claimed'
                """, new { number }) > 0)))),
        new("as it connects", 1, (scene, report) => AtAsync(scene, report, "greeting")),
        new("as it names the recipient", 1, (scene, report) => AtAsync(scene, report, "RCPT")),
        new("in the middle of the content", 1, (scene, report) => AtAsync(scene, report, "content")),
        new("after the final dot, and the server keeps the mail", 2, (scene, report) => AtAsync(scene, report, scene.HoldAtDot())),
        new("after the final dot, and the server forgets the mail", 1, (scene, report) =>
        {
            return AtAsync(scene, report, scene.HoldAtDot(() =>
            {
                scene.Mail.Once("dot", SmtpAct.Drop);
                return Task.CompletedTask;
            }));
        }),
        new("after the answer, before the result is written", 2, BeforeTheResultAsync),
        new("once the result is written", 1, AfterTheResultAsync),
    ];

    public Task<string> FileAndKillAsync(KillScene scene) => Bring(scene, Name);

    public static IEnumerable<string> Names => All.Select(point => point.Name);

    // Nothing can have left before the kill: the server does not even greet.
    private static async Task<string> SilentAsync(KillScene scene, string report, Func<string, Task> moment)
    {
        scene.Mail.On("greeting", SmtpAct.Silence);
        var number = await FileAsync(scene, report);
        await moment(number);
        await scene.Desk.KillAsync();
        scene.Mail.On("greeting", SmtpAct.Say("220 mail.vncert.example ESMTP"));
        return number;
    }

    private static Task<string> AtAsync(KillScene scene, string report, string step) => AtAsync(scene, report, scene.HoldAt(step));

    private static async Task<string> AtAsync(KillScene scene, string report, Gate gate)
    {
        var number = await FileAsync(scene, report);
        await gate.Arrived;
        await scene.Desk.KillAsync();
        gate.Open();
        return number;
    }

    private static async Task<string> BeforeTheResultAsync(KillScene scene, string report)
    {
        HeldStore? held = null;
        var gate = scene.HoldAtDot(async () => held = await HeldStore.TakeAsync(scene.Desk));
        var number = await FileAsync(scene, report);
        await gate.Arrived;
        gate.Open();
        await Waiting.ForAsync(() => scene.Mail.Messages.Any(mail => KillScene.IsToCentre(mail) && mail.Text.Contains(number, StringComparison.Ordinal)));
        // The answer is on its way; the store does not take what it means.
        await Task.Delay(500);
        await scene.Desk.KillAsync();
        await held!.DisposeAsync();
        return number;
    }

    private static async Task<string> AfterTheResultAsync(KillScene scene, string report)
    {
        var number = await FileAsync(scene, report);
        await scene.AcceptedAsync(number);
        await scene.Desk.KillAsync();
        return number;
    }

    private static async Task<string> FileAsync(KillScene scene, string report)
    {
        var filed = await scene.Caller.FileAsync(ExampleReport.Body(KillScene.Agency, report));
        return filed.Code == 201 ? (string)filed.Json!["number"]! : throw new InvalidOperationException($"The report was answered with {filed.Code}.");
    }
}
