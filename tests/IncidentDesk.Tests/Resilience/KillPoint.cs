using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;

namespace IncidentDesk.Tests.Resilience;

/// <summary>One moment at which the program is killed, and how often the mail must be at the peer in the end.</summary>
/// <param name="Receipts">One, or two where nobody can know that the first arrived: never none, and never twice without a doubt on the row.</param>
/// <param name="FileAndKill">Files the report, brings the program to that moment and kills it there; answers the incident's number.</param>
internal sealed record KillPoint(string Name, int Receipts, Func<KillScene, Task<string>> FileAndKill)
{
    public static readonly IReadOnlyList<KillPoint> All =
    [
        new("once the report was answered", 1, scene => SilentAsync(scene, _ => Task.CompletedTask)),
        new("once the row is claimed", 1, scene => SilentAsync(scene, number => Waiting.ForAsync(
            () => scene.ReadAsync(async reading => await reading.SingleAsync<long>(
                """
                SELECT count(*) FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id
                WHERE incidents.number = @number AND deliveries.state = 'claimed'
                """, new { number }) > 0)))),
        new("as it connects", 1, scene => AtAsync(scene, "greeting")),
        new("as it names the recipient", 1, scene => AtAsync(scene, "RCPT")),
        new("in the middle of the content", 1, scene => AtAsync(scene, "content")),
        new("after the final dot, and the server keeps the mail", 2, scene => AtDotAsync(scene)),
        new("after the final dot, and the server forgets the mail", 1, scene =>
        {
            return AtAsync(scene, scene.HoldAtDot(() =>
            {
                scene.Mail.Once("dot", SmtpAct.Drop);
                return Task.CompletedTask;
            }));
        }),
        new("after the answer, before the result is written", 2, BeforeTheResultAsync),
        new("once the result is written", 1, AfterTheResultAsync),
    ];

    public static IEnumerable<string> Names => All.Select(point => point.Name);

    // Nothing can have left before the kill: the server does not even greet.
    private static async Task<string> SilentAsync(KillScene scene, Func<string, Task> moment)
    {
        scene.Mail.On("greeting", SmtpAct.Silence);
        var number = await FileAsync(scene);
        await moment(number);
        await scene.Desk.KillAsync();
        scene.Mail.On("greeting", SmtpAct.Say("220 mail.vncert.example ESMTP"));
        return number;
    }

    private static Task<string> AtAsync(KillScene scene, string step) => AtAsync(scene, scene.HoldAt(step));

    private static Task<string> AtDotAsync(KillScene scene) => AtAsync(scene, scene.HoldAtDot());

    private static async Task<string> AtAsync(KillScene scene, Gate gate)
    {
        var number = await FileAsync(scene);
        await gate.Arrived;
        await scene.Desk.KillAsync();
        gate.Open();
        return number;
    }

    private static async Task<string> BeforeTheResultAsync(KillScene scene)
    {
        HeldStore? held = null;
        var gate = scene.HoldAtDot(async () => held = await HeldStore.TakeAsync(scene.Desk));
        var number = await FileAsync(scene);
        await gate.Arrived;
        gate.Open();
        await Waiting.ForAsync(() => scene.Mail.Messages.Any(KillScene.IsToCentre));
        // The answer is on its way; the store does not take what it means.
        await Task.Delay(500);
        await scene.Desk.KillAsync();
        await held!.DisposeAsync();
        return number;
    }

    private static async Task<string> AfterTheResultAsync(KillScene scene)
    {
        var number = await FileAsync(scene);
        await scene.AcceptedAsync(number);
        await scene.Desk.KillAsync();
        return number;
    }

    private static async Task<string> FileAsync(KillScene scene)
    {
        var filed = await scene.Caller.FileAsync(ExampleReport.Body(KillScene.Agency, "killed"));
        return filed.Code == 201 ? (string)filed.Json!["number"]! : throw new InvalidOperationException($"The report was answered with {filed.Code}.");
    }
}
