using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>
/// What a letter names that it did not name before, and what it names no more. The mail that tells of it is written when the letter as it was is gone, so it is kept by the
/// letter and its version.
/// </summary>
/// <param name="OtherVersions">Products that were named before, of which versions are affected now that were not.</param>
/// <param name="FewerVersions">Products that are named still, only not as many versions of them.</param>
internal sealed record LetterDifference(
    IReadOnlyList<string> NewCves, IReadOnlyList<string> GoneCves, IReadOnlyList<string> NewProducts, IReadOnlyList<string> GoneProducts, IReadOnlyList<string> OtherVersions,
    IReadOnlyList<string> FewerVersions)
{
    /// <summary>So many are named of each kind; of the others only how many they are.</summary>
    public const int MostNamed = 10;

    private static readonly Text Weaknesses = new("Lỗ hổng được thêm: {0}", "Weaknesses added: {0}"), NoWeaknesses = new("Lỗ hổng được bỏ: {0}", "Weaknesses taken away: {0}"),
        Products = new("Sản phẩm được thêm: {0}", "Products added: {0}"), NoProducts = new("Sản phẩm được bỏ: {0}", "Products taken away: {0}"),
        Versions = new("Sản phẩm có phiên bản khác trước: {0}", "Products with other versions than before: {0}"),
        NoVersions = new("Sản phẩm được bỏ bớt phiên bản: {0}", "Products with fewer versions than before: {0}"), More = new("{0} và {1} mục khác", "{0} and {1} more");

    /// <summary>What was answered by nobody yet: weaknesses, products, and versions that were not named before.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Grown => [.. NewCves, .. NewProducts, .. OtherVersions];

    public static LetterDifference Of(AdvisoryBody before, AdvisoryBody after)
    {
        var (had, has, stood, stands) = (AdvisoryWriting.Cves(before), AdvisoryWriting.Cves(after), ProductsOf(before), ProductsOf(after));
        var kept = stands.Where(one => stood.ContainsKey(one.Key)).Select(one => (Now: one.Value, Was: stood[one.Key])).ToList();
        return new(
            [.. has.Except(had)], [.. had.Except(has)], Names(stands.Where(one => !stood.ContainsKey(one.Key))), Names(stood.Where(one => !stands.ContainsKey(one.Key))),
            [.. kept.Where(one => IsWider(one.Now, one.Was)).Select(one => one.Now.Name)],
            [.. kept.Where(one => !IsWider(one.Now, one.Was) && IsWider(one.Was, one.Now)).Select(one => one.Now.Name)]);
    }

    /// <param name="version">Of the letter after the change.</param>
    public Task KeepAsync(Transaction transaction, Guid advisory, long version) => transaction.ExecuteAsync(
        "INSERT INTO advisory_changes (advisory_id, version, difference) VALUES (@advisory, @version, @difference)",
        new { advisory, version, difference = JsonSerializer.Serialize(this) });

    /// <returns>Null where nothing was kept: mails of earlier days say only that something changed.</returns>
    public static async Task<LetterDifference?> ReadAsync(Reading reading, Guid advisory, long version) =>
        await reading.SingleAsync<string>(
            "SELECT difference FROM advisory_changes WHERE advisory_id = @advisory AND version = @version", new { advisory, version }) is { } kept
            ? JsonSerializer.Deserialize<LetterDifference>(kept)
            : null;

    public IReadOnlyList<string> Lines(Language language) =>
    [
        .. new[]
        {
            (Weaknesses, NewCves), (NoWeaknesses, GoneCves), (Products, NewProducts), (NoProducts, GoneProducts), (Versions, OtherVersions), (NoVersions, FewerVersions),
        }.Where(line => line.Item2.Count > 0).Select(line => line.Item1.In(language, Named(line.Item2, language))),
    ];

    private static string Named(IReadOnlyList<string> names, Language language)
    {
        var named = string.Join(", ", names.Take(MostNamed));
        return names.Count > MostNamed ? More.In(language, named, names.Count - MostNamed) : named;
    }

    // No versions are all of them: where they stood nothing can be added.
    private static bool IsWider(Product now, Product before) =>
        before.Versions.Count > 0 && (now.Versions.Count == 0 || now.Versions.Except(before.Versions).Any());

    private static IReadOnlyList<string> Names(IEnumerable<KeyValuePair<string, Product>> products) => [.. products.Select(one => one.Value.Name)];

    private static Dictionary<string, Product> ProductsOf(AdvisoryBody body) =>
        (body.Products ?? []).GroupBy(one => ProductName.KeyOf(one.Name)).ToDictionary(
            same => same.Key,
            same => new Product(
                same.First().Name.Trim(),
                [.. same.SelectMany(one => one.Versions ?? []).Where(versions => (versions.From ?? versions.To ?? versions.FixedIn) is not null)]));

    private sealed record Product(string Name, IReadOnlyList<AdvisoryBody.VersionsBody> Versions);
}
