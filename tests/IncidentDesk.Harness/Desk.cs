using System.Collections.Concurrent;
using System.Net.Http.Headers;
using IncidentDesk.Agencies;
using IncidentDesk.Demo;
using IncidentDesk.Operations;
using IncidentDesk.People;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentDesk.Harness;

/// <summary>A whole desk in this process: real Kestrel on a port of its own, a fresh database of the run's engine.</summary>
public sealed class Desk : IAsyncDisposable
{
    /// <summary>Of everyone whom <see cref="PersonAsync"/> adds.</summary>
    public const string Password = "mot-cau-dai-de-nho";

    private readonly StoreForTest store;
    private readonly IReadOnlyDictionary<string, string?> changed;
    private readonly TimeProvider clock;
    private readonly ConcurrentBag<HttpClient> clients = [];
    private readonly Action<WebApplicationBuilder> adjust;
    // Of a node beside another: its own directory, while the store is the first one's.
    private readonly string? besideIn;
    // Of a desk on a store that somebody else opened, and disposes of.
    private bool isGuest;
    private WebApplication application = null!;

    private Desk(Desk first, string besideIn)
        : this(first.store, first.clock, first.changed, first.adjust) => this.besideIn = besideIn;

    private Desk(
        StoreForTest store, TimeProvider clock, IReadOnlyDictionary<string, string?> changed, Action<WebApplicationBuilder> adjust) =>
        (this.store, this.clock, this.changed, this.adjust) = (store, clock, changed, adjust);

    public Uri Address => new(application.Urls.First());

    public string DataDirectory => besideIn ?? store.DataDirectory;

    /// <summary>How a verb of the program is pointed at this desk's data.</summary>
    public IReadOnlyList<string> Arguments =>
        [$"--Data:Directory={store.DataDirectory}", $"--Storage:Engine={store.Options.Engine}", $"--Storage:Connection={store.Options.Connection}"];

    public Database Database => application.Services.GetRequiredService<Database>();

    public IServiceProvider Services => application.Services;

    /// <param name="clock">The desk's clock; real time when left out.</param>
    /// <param name="settings">Settings that differ from a test desk's: "Channels:Mail:Guard" to "live".</param>
    public static Task<Desk> StartAsync(TimeProvider? clock = null, params (string Name, string? Value)[] settings) =>
        StartAsync(clock ?? TimeProvider.System, _ => { }, settings);

    /// <param name="adjust">Puts a part of the test's own in the place of the desk's.</param>
    public static Task<Desk> StartAsync(Action<WebApplicationBuilder> adjust, params (string Name, string? Value)[] settings) =>
        StartAsync(TimeProvider.System, adjust, settings);

    /// <summary>A desk on a store that was filled without one; disposed of before the store, which stays.</summary>
    public static async Task<Desk> OnAsync(StoreForTest store, TimeProvider clock)
    {
        var desk = new Desk(store, clock, new Dictionary<string, string?>(), _ => { }) { isGuest = true };
        await desk.StartAsync();
        return desk;
    }

    /// <summary>A desk with the demo's province and its ninety days: every status, every severity. It takes a few seconds.</summary>
    public static async Task<Desk> StartDemoAsync(params (string Name, string? Value)[] settings)
    {
        var desk = new Desk(await StoreForTest.OpenAsync(), TimeProvider.System, settings.ToDictionary(one => one.Name, one => one.Value), _ => { });
        await DemoProvince.BuildAsync(desk.Settings(), desk.clock, CancellationToken.None);
        await desk.StartAsync();
        return desk;
    }

    /// <summary>One more node on the same PostgreSQL database, in this process; disposed of before the first.</summary>
    public async Task<Desk> StartBesideAsync()
    {
        var other = new Desk(this, Directory.CreateTempSubdirectory("desk-").FullName);
        File.Copy(Path.Combine(DataDirectory, InstanceFile.Name), Path.Combine(other.DataDirectory, InstanceFile.Name));
        await other.StartAsync();
        return other;
    }

    /// <summary>Stops and starts again on the same data, as an administrator does.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>A caller with a key, or one without; disposed with the desk.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        clients.Add(client);
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>An agency, below <paramref name="parent"/> where one is named.</summary>
    public async Task<Guid> AgencyAsync(string code, string? parent = null, string kind = "department", string jurisdiction = "civil")
    {
        var now = clock.GetUtcNow();
        var id = Ids.Next(now);
        await Database.WriteAsync(async transaction =>
        {
            var parentId = parent is null
                ? (Guid?)null
                : await transaction.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = @parent", new { parent });
            await transaction.ExecuteAsync(
                """
                INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, parent_id, valid_from, version, sort_key)
                VALUES (@id, @code, @name, @nameEn, @kind, @jurisdiction, @parentId, @now, 1, @sortKey)
                """,
                new
                {
                    id, code, name = $"Đơn vị {code}", nameEn = $"Agency {code}", kind, jurisdiction, parentId, now,
                    sortKey = SortKey.Of($"Đơn vị {code}"),
                });
            await transaction.ExecuteAsync(
                """
                INSERT INTO agency_tree (ancestor_id, descendant_id)
                SELECT ancestor_id, @id FROM agency_tree WHERE descendant_id = @parentId
                """,
                new { id, parentId = parentId ?? Guid.Empty });
            await transaction.ExecuteAsync("INSERT INTO agency_tree (ancestor_id, descendant_id) VALUES (@id, @id)", new { id });
        }, CancellationToken.None);
        Services.GetRequiredService<AgencyRegister>().Forget();
        return id;
    }

    public async Task SystemAsync(Guid agency, string code, long level)
    {
        await Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO systems (id, agency_id, code, name, level, personal_data, exposure, version, sort_key, change_at)
            VALUES (@id, @agency, @code, @name, @level, 'basic', 'internet', 1, @sortKey, @now)
            """,
            new
            {
                id = Ids.Next(clock.GetUtcNow()), agency, code, name = $"Hệ thống {code}", level, sortKey = SortKey.Of($"Hệ thống {code}"), now = clock.GetUtcNow(),
            }), CancellationToken.None);
        Services.GetRequiredService<AgencyRegister>().Forget();
    }

    /// <summary>A key of <paramref name="agency"/>, or of the desk where that is null; answers what its holder shows.</summary>
    public async Task<string> KeyAsync(Guid? agency, string scopes = "report", Guid? person = null)
    {
        var (shown, hash) = KeyRing.Mint();
        var now = clock.GetUtcNow();
        await Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO keys (id, hash, name, agency_id, person_id, scopes, created_at)
            VALUES (@id, @hash, @name, @agency, @person, @scopes, @now)
            """,
            new { id = Ids.Next(now), hash, name = "test", agency, person, scopes, now }), CancellationToken.None);
        return shown;
    }

    /// <summary>A person who signs in with <see cref="Password"/>; of the desk where no agency is named.</summary>
    public async Task PersonAsync(string user, string role, string? agency = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var added = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new AddPerson.Command(
            user, $"Người thử {user}", role, null, agency, null, null, Password));
        if (added is not AddPerson.Outcome.Added)
            throw new InvalidOperationException($"{user} was not added: {added}");
    }

    /// <summary>Gives a centre a mail contact that a person has verified.</summary>
    public Task VerifiedContactAsync(string centre, string address)
    {
        var at = clock.GetUtcNow().AddDays(-1);
        return Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
            VALUES (@id, @centre, 'mail', @address, 'incident-response', 'test', 'verified', @at, @at)
            """,
            new { id = Ids.Next(at), centre, address, at }), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (isGuest)
            return;
        if (besideIn is null)
            await store.DisposeAsync();
        else
            Directory.Delete(besideIn, recursive: true);
    }

    private static async Task<Desk> StartAsync(
        TimeProvider clock, Action<WebApplicationBuilder> adjust, (string Name, string? Value)[] settings)
    {
        var desk = new Desk(
            await StoreForTest.OpenAsync(clock: clock), clock, settings.ToDictionary(one => one.Name, one => one.Value), adjust);
        await desk.StartAsync();
        return desk;
    }

    private async Task StartAsync()
    {
        application = await DeskHost.BuildAsync(Settings(), clock, CancellationToken.None, builder =>
        {
            builder.Logging.ClearProviders();
            adjust(builder);
        });
        await application.StartAsync();
    }

    private DeskSettings Settings()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Data:Directory"] = DataDirectory,
            ["Data:LeastFreeDiskMegabytes"] = "1",
            ["Storage:Engine"] = store.Options.Engine,
            ["Storage:Connection"] = store.Options.Connection,
            ["Channels:Mail:From"] = "desk@desk.example",
            ["Limits:RequestsPerSecond"] = "0",
            ["Escalation:AutomaticPerAgencyPerDay"] = "0",
            ["People:SecondFactor"] = "none",
            ["Desk:DigestAt"] = "",
            ["Desk:PeriodicDuties"] = "off",
        }).AddInMemoryCollection(changed).Build();
        var (settings, faults) = SettingsCheck.Read(configuration);
        return settings is null
            ? throw new ArgumentException(string.Join("; ", faults))
            : settings with { Storage = settings.Storage with { WritersAtOnce = store.Options.WritersAtOnce, ReadersAtOnce = store.Options.ReadersAtOnce } };
    }

    private async Task StopAsync()
    {
        while (clients.TryTake(out var client))
            client.Dispose();
        await application.StopAsync();
        await application.DisposeAsync();
    }
}
