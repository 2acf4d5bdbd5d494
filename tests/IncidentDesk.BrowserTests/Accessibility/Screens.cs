using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Demo;
using IncidentDesk.Harness;

namespace IncidentDesk.BrowserTests.Accessibility;

/// <summary>Every page in every state: the demo's province for what is full, a desk without reports for what is empty.</summary>
public sealed class Screens : IAsyncDisposable
{
    public const string Missing = "/incidents/INC-2026-999999";

    // As desks are called, which takes more room than the harness's name for itself.
    private static readonly (string, string?) LongName = ("Desk:Name", "Trung tâm điều phối sự cố an ninh mạng tỉnh");
    private static readonly (string, string?) DutyPhone = ("Desk:Phone", "024 0000 0001");

    public Desk Full { get; private set; } = null!;

    public Desk Empty { get; private set; } = null!;

    /// <summary>A grave one that is new, a grave one that is closed, and a drill.</summary>
    public IReadOnlyList<string> Incidents { get; private set; } = [];

    /// <summary>A responder of either desk, and an administrator of the full one.</summary>
    public const string Responder = "nguoi-xem", Administrator = "nguoi-quan-tri";

    /// <summary>Somebody of the full desk who is signed in.</summary>
    public string Person { get; private set; } = "";

    /// <summary>Somebody of the empty desk who is asked for a code after the password.</summary>
    public const string WithTwoSteps = "nguoi-hai-buoc";

    /// <summary>Where an invitation to the full desk leads; opening it uses nothing up.</summary>
    public string Invitation { get; private set; } = "";
    /// <summary>Papers of the full desk: a draft with something missing, one that waits, one that may be sent.</summary>
    public IReadOnlyList<string> Papers { get; private set; } = [];
    /// <summary>The id of the letter with answers in every state.</summary>
    public string Letter { get; private set; } = "";
    /// <summary>Ids of a hunt and of a coordination request of the full desk.</summary>
    public string Hunt { get; private set; } = "";
    public string Request { get; private set; } = "";

    /// <summary>A draft with a gap, and the handover of the last change of shift.</summary>
    public string Roster { get; private set; } = "";
    public string Handover { get; private set; } = "";

    /// <summary>The drill of the full desk that has come to its end, and a provider of it.</summary>
    public string Drill { get; private set; } = "";

    public string Provider { get; private set; } = "";

    /// <summary>The review of a scenario that the full desk still owes.</summary>
    public string ScenarioReview { get; private set; } = "";

    /// <summary>The id of a file of the first incident.</summary>
    public string Evidence { get; private set; } = "";

    /// <summary>The id of a system of SO-YTE.</summary>
    public string OwnSystem { get; private set; } = "";

    public async Task PrepareAsync()
    {
        Full = await Desk.StartDemoAsync(LongName, DutyPhone);
        Empty = await Desk.StartAsync(settings: [LongName, DutyPhone]);
        await Full.PersonAsync(Responder, "responder");
        await Empty.PersonAsync(Responder, "responder");
        Incidents = [await GraveAsync(Full, "new"), await GraveAsync(Full, "closed"), await DrillAsync(Full)];
        foreach (var name in (string[])["nhat-ky-may-chu.log", "một tên tệp rất dài để xem trang có vỡ không, trích từ máy chủ cổng thông tin.pcapng"])
            await EvidenceAsync(Full, Incidents[0], name);
        await Full.PersonAsync(Administrator, "admin");
        Person = await Full.Database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT id FROM people WHERE user_name = @user", new { user = Responder }), CancellationToken.None) ?? "";
        Letter = await Full.Database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT id FROM advisories WHERE number = '1684/STTTT-CNTT'"), CancellationToken.None) ?? "";
        Hunt = await Full.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT min(id) FROM hunts WHERE state = 'open' AND advisory_id IS NULL"), CancellationToken.None) ?? "";
        Request = await Full.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT min(id) FROM coordination_requests"), CancellationToken.None) ?? "";
        Roster = await Full.Database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT id FROM duty_rosters WHERE agency_id IS NULL AND published_at IS NULL"), CancellationToken.None) ?? "";
        Handover = await Full.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT max(id) FROM duty_handovers"), CancellationToken.None) ?? "";
        (Drill, Provider) = await Full.Database.ReadAsync(async reading => (
            await reading.SingleAsync<string>("SELECT id FROM drills WHERE state = 'ended'") ?? "", await reading.SingleAsync<string>("SELECT min(id) FROM providers") ?? ""), CancellationToken.None);
        ScenarioReview = await Full.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT min(id) FROM scenario_reviews WHERE settled_at IS NULL"), CancellationToken.None) ?? "";
        OwnSystem = await Full.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT min(systems.id) FROM systems JOIN agencies ON agencies.id = systems.agency_id WHERE agencies.code = 'SO-YTE'"), CancellationToken.None) ?? "";
        Evidence = await Full.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT max(evidence.id) FROM evidence JOIN incidents ON incidents.id = evidence.incident_id WHERE incidents.number = @number", new { number = Incidents[0] }), CancellationToken.None) ?? "";
        await Empty.PersonAsync(WithTwoSteps, "responder");
        // A secret that nothing reads: the page only asks.
        await Empty.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO second_factors (person_id, secret, made_at, confirmed_at, last_step) SELECT id, '', 1, 1, 0 FROM people WHERE user_name = @user",
            new { user = WithTwoSteps }), CancellationToken.None);
        Invitation = await InviteAsync(Full);
        Papers = await Full.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT min(id) FROM papers WHERE state IN ('draft', 'review', 'approved') GROUP BY state"), CancellationToken.None);
    }

    // Also after a preparation that broke off.
    public async ValueTask DisposeAsync()
    {
        foreach (var desk in (Desk?[])[Full, Empty])
            if (desk is not null)
                await desk.DisposeAsync();
    }

    private static async Task<string> GraveAsync(Desk desk, string status) =>
        await desk.Database.ReadAsync(
            reading => reading.SingleAsync<string>(
                "SELECT max(number) FROM incidents WHERE status = @status AND severity = 'critical'", new { status }),
            CancellationToken.None)
        ?? throw new InvalidOperationException($"The demo tells of no grave incident that is {status}.");

    private static async Task<string> DrillAsync(Desk desk)
    {
        var report = ExampleReport.Body("SO-YTE");
        report["drill"] = true;
        report["detectedAt"] = DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var answer = await desk.Client(Credentials.Read(desk.DataDirectory)!.Keys["SO-YTE"]).FileAsync(report);
        return (string)answer.Json!["number"]!;
    }

    private static async Task EvidenceAsync(Desk desk, string number, string name)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Trích từ máy chủ web lúc phát hiện"), "description" }, { new ByteArrayContent([1, 2, 3]), "file", name },
        };
        using var answer = await desk.Client(Credentials.Read(desk.DataDirectory)!.Keys["desk"]).PostAsync($"/api/v1/incidents/{number}/evidence", form);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> InviteAsync(Desk desk)
    {
        using var body = new StringContent("""{"user":"nguoi-moi-vao","name":"Nguyễn Thị Người Mới","role":"responder"}""", Encoding.UTF8, "application/json");
        using var answer = await desk.Client(Credentials.Read(desk.DataDirectory)!.Keys["admin"]).PostAsync("/api/v1/people", body);
        answer.EnsureSuccessStatusCode();
        return new Uri((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["link"]!["link"]!).AbsolutePath;
    }
}
