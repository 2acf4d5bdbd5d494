using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies;

/// <summary>Both engines list names as a Vietnamese reader expects, page by page.</summary>
public sealed class NameOrderTests
{
    private static readonly string[] Names = ["Ấp Bắc", "Ba Đình", "Bân", "Dân tộc", "Đất đai", "Êm", "Sông Cầu", "Sở Y tế", "Thu", "Thư"];

    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        admin = desk.Client(await desk.KeyAsync(null, "admin"));
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task Agencies_stand_in_the_Vietnamese_order_over_all_pages()
    {
        foreach (var (name, n) in Names.Reverse().Select((name, n) => (name, n)))
            Assert.That((await admin.PostAsync("/api/v1/agencies", $$"""{"code":"A-{{n}}","name":"{{name}}","kind":"unit"}""")).Code, Is.EqualTo(201));
        Assert.That(await AllAsync("/api/v1/agencies"), Is.EqualTo(Names));
    }

    [Test]
    public async Task Systems_stand_in_the_Vietnamese_order_over_all_pages()
    {
        await desk.AgencyAsync("SO-YTE");
        foreach (var (name, n) in Names.Reverse().Select((name, n) => (name, n)))
            Assert.That(
                (await admin.PostAsync("/api/v1/systems", $$"""{"code":"S-{{n}}","agency":"SO-YTE","name":"{{name}}","level":1}""")).Code, Is.EqualTo(201));
        Assert.That(await AllAsync("/api/v1/systems"), Is.EqualTo(Names));
    }

    private async Task<IReadOnlyList<string?>> AllAsync(string list)
    {
        var (names, cursor) = (new List<string?>(), "");
        do
        {
            var page = await admin.ReadAsync($"{list}?sort=name&limit=3{cursor}");
            names.AddRange(page.Json!["items"]!.AsArray().Select(one => (string?)one!["name"]));
            cursor = (string?)page.Json["nextCursor"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        return names;
    }
}
