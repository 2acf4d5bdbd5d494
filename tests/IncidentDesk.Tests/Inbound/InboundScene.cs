using IncidentDesk.Audit;
using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Delivery;
using IncidentDesk.Inbound;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentDesk.Tests.Inbound;

/// <summary>A post room with a maildir: mails laid down by hand, turned when a test says so.</summary>
internal sealed class InboundScene : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maildir-");
    private int names;

    private InboundScene(PostRoomScene room)
    {
        Room = room;
        foreach (var name in (string[])["new", "cur", "tmp"])
            folder.CreateSubdirectory(name);
        Inbox = new(folder.FullName);
        Kept = new(room.Settings);
        Answering = new(room.Sender, room.Clock);
        Restart();
    }

    public PostRoomScene Room { get; }
    public Maildir Inbox { get; }
    public KeptMails Kept { get; }
    public Answering Answering { get; }
    public Arrivals Arrivals { get; private set; } = null!;
    public Handling Handling { get; private set; } = null!;
    public InboundClock Clock { get; private set; } = null!;

    public static async Task<InboundScene> StartAsync() => new(await PostRoomScene.StartAsync());

    /// <summary>The parts anew, as after a crash: only files and rows are left.</summary>
    public void Restart()
    {
        Arrivals = new(Room.Store.Database, Kept, Inbox, Room.Clock, NullLogger<Arrivals>.Instance);
        Handling = new(Room.Store.Database, Kept, Inbox, Answering, NullLogger<Handling>.Instance);
        Clock = new(Arrivals, Handling, new(Room.Store.Database, Room.Clock), Inbox, Room.Clock, NullLogger<InboundClock>.Instance);
    }

    public string PathOf(string name, string folderName = "new") => Path.Combine(folder.FullName, folderName, name);

    /// <returns>The file's name.</returns>
    public string Lay(byte[] mail, string folderName = "new", string flags = "")
    {
        var name = $"17636322{names++:D4}.M1P1.mail{flags}";
        File.WriteAllBytes(PathOf(name, folderName), mail);
        return name;
    }

    public IReadOnlyList<string> Files(string folderName) =>
        [.. Directory.GetFiles(Path.Combine(folder.FullName, folderName)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public Task TurnAsync() => Clock.TurnAsync(CancellationToken.None);

    public async Task ComesInAsync(params byte[][] mails)
    {
        foreach (var mail in mails)
            Lay(mail);
        await TurnAsync();
    }

    /// <summary>A mail to the centre that went the given way; it starts queued.</summary>
    public Task<DeliveryView> DeliveryAsync(params string[] states) => PlannedAsync("", states);

    private async Task<DeliveryView> PlannedAsync(string next, string[] states)
    {
        if (await Room.ReadAsync<long>("SELECT count(*) FROM centre_contacts") == 0)
            await Room.ContactAsync();
        var id = await Room.PlanAsync(await Room.IncidentAsync(), next: next, confirm: TimeSpan.FromHours(1));
        await GoAsync(id, "queued", states);
        return await Room.ViewAsync(id);
    }

    public async Task GoAsync(Guid delivery, string from, params string[] states)
    {
        foreach (var to in states)
        {
            await Room.Store.Database.WriteAsync(
                transaction => Deliveries.MoveAsync(transaction, new(delivery, from, to, Room.Clock.GetUtcNow(), Actor.Desk)), CancellationToken.None);
            from = to;
        }
    }

    /// <param name="next">The channels after the mail.</param>
    public Task<DeliveryView> AcceptedAsync(string next = "") => PlannedAsync(next, ["claimed", "accepted"]);

    public async Task<string> StateAsync(DeliveryView delivery) => (await Room.ViewAsync(delivery.Id)).State;

    public Task<IReadOnlyList<string>> KindsAsync() =>
        Room.ListAsync<string>("SELECT coalesce(kind, 'waiting') FROM inbound_mails ORDER BY received_at, file");

    /// <summary>What the incident's story says, the kind of mail or of entry before it.</summary>
    public Task<IReadOnlyList<string>> StoryAsync(string visibility) =>
        Room.ListAsync<string>("SELECT text FROM timeline WHERE visibility = @visibility ORDER BY id", new { visibility });

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
