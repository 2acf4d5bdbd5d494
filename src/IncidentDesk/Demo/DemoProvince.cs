using IncidentDesk.Agencies;
using IncidentDesk.Centres;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Keys;
using IncidentDesk.Operations;
using IncidentDesk.People;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>Builds the demo: registers first, in one transaction, then ninety days of history, each report by the ordinary way.</summary>
public static class DemoProvince
{
    private static readonly string[] DeskScopes = [Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Approve, Scopes.Metrics];

    public static string UrlOf(DeskSettings settings) => settings.Urls.Split(';')[0];

    public static async Task BuildAsync(DeskSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        DataDirectory.Make(settings.DataDirectory);
        // It marks the directory as the demo's own before the first row is there.
        new Credentials(UrlOf(settings), new Dictionary<string, string>(), []).Write(settings.DataDirectory);
        var library = ReferenceLibrary.LoadWith(settings.RulesDirectory, settings.FormsDirectory);
        await using var database = await Database.OpenAsync(settings.Storage, clock, cancellation);
        await Migrations.ApplyAsync(database, cancellation);
        await InstanceFile.BindAsync(database, settings.DataDirectory, cancellation);
        // Without the contacts that exist: a demo sends to .example or to nobody.
        await CentreSeed.PlantAsync(database, library, clock, cancellation, withContacts: false);
        await LadderSeed.PlantAsync(database, library, cancellation);

        var now = clock.GetUtcNow();
        var people = DemoRegisters.People.Select(person => (Person: person, Password: Passwords.Generate())).ToList();
        var hashes = people.AsParallel().AsOrdered().Select(one => Passwords.HashOf(one.Password)).ToList();
        var keys = await database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("INSERT INTO desk_facts (name, value) VALUES (@name, 'yes')", new { name = DemoStore.Begun });
            await PlantAgenciesAsync(transaction, now.AddYears(-1));
            foreach (var (one, hash) in people.Zip(hashes))
                await AddPerson.AddAsync(transaction, CommandOf(one.Person), hash, now.AddDays(-120));
            await DemoContacts.PlantAsync(transaction, now);
            await DemoDuty.PlantAsync(transaction, now);
            return await PlantKeysAsync(transaction, now);
        }, cancellation);
        new Credentials(UrlOf(settings), keys, [.. people.Select(one => new Credentials.Person(
            one.Person.User, one.Password, one.Person.Role, one.Person.Agency))]).Write(settings.DataDirectory);

        await DemoHistory.TellAsync(settings, database, library, now, cancellation);
        await DemoLetters.PlantAsync(database, now, cancellation);
        await DemoCampaigns.PlantAsync(database, settings.Zone.Zone, now, cancellation);
        await DemoDrills.PlantAsync(database, now, cancellation);
        await DemoProviders.PlantAsync(database, now, cancellation);
        await DemoScenarios.PlantAsync(database, settings.Zone.Zone, now, cancellation);
        await database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO desk_facts (name, value) VALUES (@name, 'yes')", new { name = DemoStore.Built }), cancellation);
    }

    private static async Task PlantAgenciesAsync(Transaction transaction, DateTimeOffset since)
    {
        // Above before below: the province stands last in the list.
        foreach (var agency in DemoRegisters.Agencies.OrderBy(agency => agency.Parent is null ? 0 : agency.Parent == DemoRegisters.Province ? 1 : 2))
            await AgencyRows.InsertAsync(transaction, agency, since);
        foreach (var system in DemoRegisters.Systems)
        {
            var owner = await transaction.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = @code", new { code = system.Agency });
            await AddSystem.InsertAsync(transaction, Ids.Next(since), owner, system, since);
        }
    }

    private static async Task<Dictionary<string, string>> PlantKeysAsync(Transaction transaction, DateTimeOffset now)
    {
        var keys = new Dictionary<string, string>();
        foreach (var agency in DemoRegisters.Agencies)
            keys[agency.Code!] = await MintAsync(transaction, new($"demo {agency.Code}", agency.Code, [Scopes.Report], null, null), now);
        keys["desk"] = await MintAsync(transaction, new("demo desk", null, DeskScopes, "truongca", null), now);
        keys["admin"] = await MintAsync(transaction, new("demo admin", null, [.. DeskScopes, Scopes.Admin], "quantri", null), now);
        return keys;
    }

    private static async Task<string> MintAsync(Transaction transaction, AddKey.Command key, DateTimeOffset now) =>
        ((AddKey.Outcome.Added)await AddKey.AddAsync(transaction, key, now)).Shown;

    private static AddPerson.Command CommandOf(DemoPerson person) => new(
        person.User, person.Name, person.Role, person.Position, person.Agency, DemoRegisters.Phone(person.Phone),
        $"{person.User}@{(person.Agency is null ? "bantruc" : person.Agency.ToLowerInvariant())}.example", "");
}
