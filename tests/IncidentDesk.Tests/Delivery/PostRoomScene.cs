using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Calls;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Escalation.Letters;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Reference;
using IncidentDesk.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentDesk.Tests.Delivery;

/// <summary>A post room on a store of its own, with rows put in by hand and time that moves when a test says so.</summary>
internal sealed class PostRoomScene : IAsyncDisposable
{
    public const string Address = "tiepnhan@vncert.example";
    private static readonly Lazy<ReferenceLibrary> Library = new(ReferenceLibrary.Load);
    private readonly List<PostRoom> rooms = [];
    private long number = 122;

    private PostRoomScene(StoreForTest store, DeskSettings settings, ManualClock clock, IChannel channel)
    {
        (Store, Settings, Clock, Channel) = (store, settings, clock, channel);
        Sender = new(settings.Name, settings.Mail.Options);
        Book = new(settings);
        Deliveries = new(Sender, Book);
        Seal = new(store.Database, settings);
        Letters = new(Sender, Library.Value.RuleBook, settings);
        Forms = new(Sender, settings);
        Readying = new(
            store.Database,
            [
                new CentreMailScribe(Letters), new HandLetter(Letters), new CallScript(Library.Value.RuleBook, settings), new NoticeScribe(settings),
                new WebhookScribe(settings), new TestMailScribe(Sender, settings), new ReceiptScribe(Forms, settings), new DigestScribe(Forms, settings),
                new AlarmScribe(Forms, settings),
            ],
            Clock, NullLogger<Readying>.Instance);
        Waiting = new(store.Database, Clock);
        Overdue = new(store.Database, Clock);
        Next = new(store.Database, Deliveries, Book, Clock, NullLogger<NextChannels>.Instance);
    }

    public StoreForTest Store { get; }
    public DeskSettings Settings { get; }
    public IChannel Channel { get; set; }

    /// <summary>Channels beside the first one.</summary>
    public IReadOnlyList<IChannel> More { get; set; } = [];
    public ManualClock Clock { get; }
    public MailSender Sender { get; }
    public ChannelBook Book { get; }
    public Deliveries Deliveries { get; }
    public Seal Seal { get; }
    public LetterDesk Letters { get; }
    public MailForm Forms { get; }
    public Readying Readying { get; }
    public WaitingForContact Waiting { get; }
    public OverdueDeliveries Overdue { get; }
    public NextChannels Next { get; }
    public Guid Agency { get; } = Guid.CreateVersion7();

    public static async Task<PostRoomScene> StartAsync(IChannel? channel = null, string guard = "live", params (string Name, string Value)[] more)
    {
        var clock = new ManualClock();
        var store = await StoreForTest.OpenAsync(clock: clock);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Data:Directory"] = store.DataDirectory,
            ["Storage:Engine"] = store.Options.Engine,
            ["Storage:Connection"] = store.Options.Connection,
            ["Desk:Name"] = "Bàn trực sự cố tỉnh Mẫu",
            ["Channels:Mail:Host"] = "127.0.0.1",
            ["Channels:Mail:Security"] = "none",
            ["Channels:Mail:From"] = "truc@desk.example",
            ["Channels:Mail:Guard"] = guard,
        }).AddInMemoryCollection(more.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build();
        var (settings, faults) = SettingsCheck.Read(configuration);
        var scene = new PostRoomScene(store, settings ?? throw new ArgumentException(string.Join("; ", faults)), clock, channel ?? new ScriptedChannel());
        await InstanceFile.BindAsync(store.Database, store.DataDirectory, CancellationToken.None);
        await scene.Seal.CheckAsync(CancellationToken.None);
        await scene.PlantAsync();
        return scene;
    }

    public PostRoom Room(string node = "node-1")
    {
        var hands = new Hands(Clock);
        var room = new PostRoom(
            Store.Database, Claims(node), hands, Courier(node, hands), Clock, NullLogger<PostRoom>.Instance);
        rooms.Add(room);
        return room;
    }

    public Rounds Rounds() => new(Store.Database, [Waiting, Readying, Overdue, Next, Tasks()], Clock, NullLogger<Rounds>.Instance);

    public TaskRound Tasks() => new(
        Store.Database, Claims(), new LastLook(Book, Seal), Readying, Courier(), Clock, NullLogger<TaskRound>.Instance);

    public Claims Claims(string node = "node-1") => new(Store.Database, new(node), Clock);

    public Courier Courier(string node = "node-1", Hands? hands = null) => new(
        Store.Database, new LastLook(Book, Seal), Readying, new Outbox(Settings),
        new Sending(Store.Database, Claims(node), hands ?? new(Clock), [Channel, .. More], Clock, NullLogger<Sending>.Instance), Clock);

    /// <summary>One turn, and what it started carried to its end.</summary>
    public static async Task<int> TurnAsync(PostRoom room)
    {
        var work = await room.TurnAsync(CancellationToken.None);
        await Task.WhenAll(work);
        return work.Count;
    }

    public Task WriteAsync(string sql, object? parameters = null) =>
        Store.Database.WriteAsync(transaction => transaction.ExecuteAsync(sql, parameters), CancellationToken.None);

    public Task<T?> ReadAsync<T>(string sql, object? parameters = null) =>
        Store.Database.ReadAsync(reading => reading.SingleAsync<T>(sql, parameters), CancellationToken.None);

    public Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters = null) =>
        Store.Database.ReadAsync(reading => reading.QueryAsync<T>(sql, parameters), CancellationToken.None);

    public async Task ContactAsync(string address = Address, bool isVerified = true, DateTimeOffset? until = null, string channel = "mail") =>
        await WriteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from, valid_to)
            VALUES (@id, 'vncert', @channel, @address, 'incident-response', 'test', 'verified', @verified, @since, @until)
            """,
            new
            {
                id = Guid.CreateVersion7(), channel, address, verified = isVerified ? Clock.GetUtcNow().AddDays(-1) : (DateTimeOffset?)null,
                since = Clock.GetUtcNow().AddDays(-30), until,
            });

    public async Task<Guid> IncidentAsync(Func<ReportRow, ReportRow>? with = null)
    {
        var report = with?.Invoke(new()) ?? new();
        var id = Ids.Next(Clock.GetUtcNow());
        number++;
        await WriteAsync(
            """
            INSERT INTO incidents (id, number, number_order, version, agency_id, title, category, status, severity, serious_since,
                score_hundredths, need, tlp, reality, rules_version, triage, detected_at, received_at, worst_order)
            VALUES (@id, @number, @order, 1, @agency, @title, @category, 'new', 'critical', @now, 8504, 'response', @tlp, @reality, 'test',
                @triage, @now, @now, 1)
            """,
            new
            {
                id, number = $"INC-2026-{number:D6}", order = number, agency = Agency, title = report.Title, category = report.Category,
                tlp = report.Tlp, reality = report.Reality, triage = ReportRow.Triage, now = Clock.GetUtcNow(),
            });
        await WriteAsync(
            """
            INSERT INTO reports (id, incident_id, agency_id, kind, source, reported_via, received_at, filed_by_kind, filed_by_id, verbatim,
                verbatim_hash, facts, folded)
            VALUES (@id, @id, @agency, 'initial', '', 'api', @now, 'key', @id, '{}', '', @facts, '')
            """,
            new { id, agency = Agency, now = Clock.GetUtcNow(), facts = report.Facts });
        await WriteAsync(
            """
            INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, basis, starts_at, due_at, state)
            VALUES (@id, @id, 'report', 'VN-ND331', 'NĐ 331/2026 Đ31.2.d', 'verified', 'cyber-authority', 'law', @now, @due, 'open')
            """,
            new { id, now = Clock.GetUtcNow(), due = Clock.GetUtcNow().AddHours(72) });
        return id;
    }

    /// <param name="next">The channels after this one, separated by spaces; the first starts after <paramref name="wait"/>.</param>
    /// <param name="confirm">How long an accepted message may stay without a confirmation.</param>
    public async Task<Guid> PlanAsync(
        Guid incident, bool isAutomatic = true, DateTimeOffset? due = null, string cause = "report", string causeRef = "", string channel = "mail",
        string next = "", TimeSpan? wait = null, TimeSpan? confirm = null)
    {
        var id = Ids.Next(Clock.GetUtcNow());
        await Store.Database.WriteAsync(async transaction =>
        {
            var contact = await CentreContacts.UsableAsync(transaction, "vncert", channel, Clock.GetUtcNow());
            await Deliveries.PlanAsync(transaction, new(
                id, incident, cause, causeRef, channel, Addressee.Of("vncert", "national-coordinator", "VNCERT/CC (ví dụ)", contact),
                isAutomatic, Clock.GetUtcNow(), due)
            {
                NextChannels = next.Split(' ', StringSplitOptions.RemoveEmptyEntries), NextChannelAt = Clock.GetUtcNow() + wait, AcknowledgeWithin = confirm,
            });
        }, CancellationToken.None);
        return id;
    }

    /// <summary>A person of the desk, or of an agency, with a mail address and a phone.</summary>
    public async Task<Guid> PersonAsync(string user, Guid? agency = null)
    {
        var id = Ids.Next(Clock.GetUtcNow());
        await WriteAsync(
            """
            INSERT INTO people (id, user_name, name, role, agency_id, phone, email, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @name, 'responder', @agency, '024 0000 0007', @email, '', 0, @now)
            """,
            new { id, user, name = $"Người thử {user}", agency, email = $"{user}@desk.example", now = Clock.GetUtcNow() });
        return id;
    }

    /// <summary>Calls a person of the desk, by the channel named.</summary>
    public async Task<Guid> RungAsync(Guid incident, Guid person, string channel = "mail", string cause = "rung", string next = "", TimeSpan? within = null)
    {
        var id = Ids.Next(Clock.GetUtcNow());
        await Store.Database.WriteAsync(async transaction =>
        {
            var row = (await PersonAddress.FindAsync(transaction, person))!;
            await Deliveries.PlanAsync(transaction, new(
                id, incident, cause, $"{cause}:1", channel, Addressee.Of(person, "on-duty", row.Name, PersonAddress.For(channel, row)), true,
                Clock.GetUtcNow(), null) { NextChannels = next.Split(' ', StringSplitOptions.RemoveEmptyEntries), AcknowledgeWithin = within });
        }, CancellationToken.None);
        return id;
    }

    /// <summary>The deliveries of an incident as "channel state", in the order in which they were planned.</summary>
    public Task<IReadOnlyList<string>> StandAsync(Guid incident) => ListAsync<string>(
        "SELECT channel || ' ' || state FROM deliveries WHERE incident_id = @incident ORDER BY id", new { incident });

    /// <summary>A short message about an incident (or about the desk itself) to a phone or an address, in line.</summary>
    public async Task<Guid> NoticeAsync(Guid? incident, string channel, string address, string cause = "rung")
    {
        var id = Ids.Next(Clock.GetUtcNow());
        await Store.Database.WriteAsync(transaction => Deliveries.PlanAsync(transaction, new(
            id, incident, cause, id.ToString("D"), channel, new("nguoi-truc", "on-duty", "Người trực", null, null, address), true, Clock.GetUtcNow(), null)),
            CancellationToken.None);
        return id;
    }

    /// <summary>An incident whose mail to the centre is in line.</summary>
    public async Task<Guid> QueuedAsync(Func<ReportRow, ReportRow>? with = null)
    {
        await ContactAsync();
        return await PlanAsync(await IncidentAsync(with));
    }

    /// <summary>A person approves what waits, by the hash that they were shown.</summary>
    public async Task<bool> ApproveAsync(Guid delivery, string? hash = null)
    {
        await Readying.ForApprovalAsync(CancellationToken.None);
        hash ??= (await ViewAsync(delivery)).ContentHash!;
        var lead = new Actor("person", Guid.CreateVersion7(), "Nguyễn Văn Mẫu");
        return await Store.Database.WriteAsync(
            transaction => DeliveryApprovals.GiveAsync(transaction, delivery, hash, lead, Clock.GetUtcNow()), CancellationToken.None);
    }

    public async Task<DeliveryView> ViewAsync(Guid delivery) =>
        await Store.Database.ReadAsync(async reading =>
        {
            var rows = await DeliveryViews.RowsAsync(reading, "deliveries.id = @delivery", "deliveries.id", new { delivery });
            return rows.Single().ToView((await DeliveryViews.AttemptsAsync(reading, [delivery]))[delivery]);
        }, CancellationToken.None);

    /// <summary>The states that a delivery went through, in order.</summary>
    public async Task<string> LifeAsync(Guid delivery) => string.Join(" ", await ListAsync<string>(
        "SELECT to_state FROM delivery_history WHERE delivery_id = @delivery ORDER BY n", new { delivery }));

    public async Task<IReadOnlyList<string>> OpenAlarmsAsync() =>
        await ListAsync<string>("SELECT kind FROM alarms WHERE ended_at IS NULL ORDER BY id");

    public async ValueTask DisposeAsync()
    {
        foreach (var room in rooms)
            room.Dispose();
        await Store.DisposeAsync();
    }

    private async Task PlantAsync()
    {
        await WriteAsync(
            """
            INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, valid_from, version)
            VALUES (@agency, 'SO-YTE', 'Sở Y tế tỉnh Mẫu', 'Department of Health', 'department', 'civil', 0, 1)
            """,
            new { agency = Agency });
        await WriteAsync(
            "INSERT INTO centres (id, name, name_en, version) VALUES ('vncert', 'VNCERT/CC (ví dụ)', 'VNCERT/CC (example)', 1)");
    }
}
