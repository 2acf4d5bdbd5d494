using IncidentDesk.Operations;
using IncidentDesk.Rules;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>Decides whether a demo goes on with what lies there or is built, and never clears away what is no demo's own.</summary>
public static class DemoStore
{
    /// <summary>The fact that says that the building came to its end.</summary>
    public const string Built = "demo-built";

    /// <summary>The fact that stands with the first row of a demo: what has it and is not built was broken off, and is nobody's work.</summary>
    public const string Begun = "demo-begun";

    private static readonly Bilingual NoDemo = new(
        "This data is not a demo's: there is no credentials.json beside it. Name another Data__Directory, or remove it by hand.",
        "Dữ liệu này không phải của bản trình diễn: không có credentials.json. Hãy chọn Data__Directory khác, hoặc tự xóa.");

    private static readonly Bilingual OnlyEmpty = new(
        "On PostgreSQL a demo is built in an empty database only: name another, or empty this one by hand.",
        "Với PostgreSQL, bản trình diễn chỉ được tạo trong cơ sở dữ liệu trống: hãy chọn cơ sở dữ liệu khác, hoặc tự xóa.");

    /// <returns>Why it is refused; null when the demo lies ready.</returns>
    public static Task<Bilingual?> PrepareAsync(DeskSettings settings, bool fresh, TimeProvider clock, CancellationToken cancellation) =>
        settings.Storage.Engine == "sqlite"
            ? PrepareFileAsync(settings, fresh, clock, cancellation)
            : PrepareServerAsync(settings, fresh, clock, cancellation);

    private static async Task<Bilingual?> PrepareFileAsync(
        DeskSettings settings, bool fresh, TimeProvider clock, CancellationToken cancellation)
    {
        var isThere = File.Exists(settings.Storage.Connection);
        var isDemo = Credentials.Read(settings.DataDirectory) is not null;
        if (isThere && fresh && !isDemo)
            return NoDemo;
        if (isThere && !fresh && (!isDemo || (await LookAsync(settings, clock, cancellation)).IsBuilt))
            return GoOn(settings);
        // Started over, or the last building was broken off by whatever ended the program.
        Remove(settings, isDemo);
        await DemoProvince.BuildAsync(settings, clock, cancellation);
        return null;
    }

    private static async Task<Bilingual?> PrepareServerAsync(
        DeskSettings settings, bool fresh, TimeProvider clock, CancellationToken cancellation)
    {
        var (hasAgencies, isBegun, isBuilt) = await LookAsync(settings, clock, cancellation);
        if (isBegun && !isBuilt)
            hasAgencies = await TakeBackAsync(settings, clock, cancellation);
        if (hasAgencies && !fresh && (isBuilt || Credentials.Read(settings.DataDirectory) is null))
            return GoOn(settings);
        if (hasAgencies)
            return OnlyEmpty;
        await DemoProvince.BuildAsync(settings, clock, cancellation);
        return null;
    }

    private static async Task<(bool HasAgencies, bool IsBegun, bool IsBuilt)> LookAsync(
        DeskSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(settings.Storage, clock, cancellation);
        await Migrations.ApplyAsync(database, cancellation);
        return await database.ReadAsync(async reading => (
            await reading.SingleAsync<long>("SELECT count(*) FROM agencies") > 0,
            await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Begun }) is not null,
            await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Built }) is not null), cancellation);
    }

    // The last building was broken off by whatever ended the program.
    private static async Task<bool> TakeBackAsync(DeskSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(settings.Storage, clock, cancellation);
        await Migrations.TakeBackAsync(database, cancellation);
        RemoveBeside(settings, isDemo: true);
        return false;
    }

    // Same keys and people; only the address may be another this time.
    private static Bilingual? GoOn(DeskSettings settings)
    {
        if (Credentials.Read(settings.DataDirectory) is { } kept && kept.Url != DemoProvince.UrlOf(settings))
            (kept with { Url = DemoProvince.UrlOf(settings) }).Write(settings.DataDirectory);
        return null;
    }

    private static void Remove(DeskSettings settings, bool isDemo)
    {
        DataDirectory.Make(settings.DataDirectory);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.Storage.Connection))!);
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            File.Delete(settings.Storage.Connection + suffix);
        RemoveBeside(settings, isDemo);
    }

    private static void RemoveBeside(DeskSettings settings, bool isDemo)
    {
        // It names the database that is gone.
        File.Delete(Path.Combine(settings.DataDirectory, InstanceFile.Name));
        foreach (var folder in (string[])["outbox", AuditPlace.AnchorsName])
            if (isDemo && Directory.Exists(Path.Combine(settings.DataDirectory, folder)))
                Directory.Delete(Path.Combine(settings.DataDirectory, folder), recursive: true);
    }
}
