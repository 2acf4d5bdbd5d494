using System.Text.RegularExpressions;
using System.Xml.Linq;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>The house stands as src/README.md draws it.</summary>
public sealed partial class ArrowsTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src");
    private static readonly string Product = Path.Combine(Sources, "IncidentDesk");
    private static readonly IReadOnlyList<(string Room, string[] Uses)> Drawn = Drawing(File.ReadAllText(Path.Combine(Sources, "README.md")));

    [Test]
    public void Every_arrow_between_rooms_is_drawn() =>
        Assert.That(NotDrawn(Product), Is.Empty, "draw it in src/README.md, or better: do without it");

    [Test]
    public void Every_drawn_arrow_is_used()
    {
        var used = Arrows(Product).All().Select(arrow => $"{arrow.From} -> {arrow.To}").ToHashSet();

        Assert.That(Drawn.SelectMany(line => line.Uses.Select(to => $"{line.Room} -> {to}")).Where(arrow => !used.Contains(arrow)), Is.Empty);
    }

    [Test]
    public void Arrows_lead_to_rooms_that_were_drawn_before_so_that_there_is_no_circle()
    {
        var projects = new[] { "Rules", "Storage", "Channels" };

        Assert.That(Drawn.SelectMany((line, place) => line.Uses
            .Where(to => !projects.Contains(to) && !Drawn.Take(place).Any(before => before.Room == to))
            .Select(to => $"{line.Room} -> {to}")), Is.Empty);
    }

    [TestCase("using IncidentDesk.Reports;", "Pipeline -> Reports")]
    [TestCase("global using static IncidentDesk.Shell.Texts;", "Pipeline -> Shell")]
    [TestCase("using Book = IncidentDesk.Delivery.Deliveries;", "Pipeline -> Delivery")]
    [TestCase("namespace IncidentDesk.Pipeline; class Spy { object seen = Reports.Intake.Open(); }", "Pipeline -> Reports")]
    [TestCase("using IncidentDesk.Storage; class Honest { Guid Reports; bool None => Reports.Equals(null); }", null)]
    public void A_planted_violation_is_found(string planted, string? found)
    {
        var tree = Directory.CreateTempSubdirectory("arrows-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(tree, "Pipeline"));
            Directory.CreateDirectory(Path.Combine(tree, "Reports"));
            File.WriteAllText(Path.Combine(tree, "Reports", "Intake.cs"), "public sealed class Intake;");
            File.WriteAllText(Path.Combine(tree, "Pipeline", "Spy.cs"), planted);

            Assert.That(NotDrawn(tree), found is null ? Is.Empty : Is.EqualTo(new[] { $"{found} (Pipeline/Spy.cs)" }));
        }
        finally
        {
            Directory.Delete(tree, recursive: true);
        }
    }

    [Test]
    public void A_namespace_is_its_folder()
    {
        var arrows = Arrows(Product);

        Assert.That(arrows.Files.Where(file => file.Contains('/', StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !arrows.Read(file).Contains($"namespace IncidentDesk.{Path.GetDirectoryName(file)!.Replace('/', '.')};", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("Shell/Texts/", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("IncidentDesk.Rules", "", "")]
    [TestCase("IncidentDesk.Storage", "", "Dapper, Microsoft.Data.Sqlite, Npgsql")]
    [TestCase("IncidentDesk.Channels", "", "Polly")]
    [TestCase("MediatR.Contracts", "", "")]
    [TestCase(
        "IncidentDesk", "IncidentDesk.Channels, IncidentDesk.Rules, IncidentDesk.Storage, MediatR.Contracts",
        "CsvHelper, FluentValidation, MediatR, Microsoft.AspNetCore.OpenApi, Microsoft.IdentityModel.Protocols.OpenIdConnect, Swashbuckle.AspNetCore.SwaggerUI, System.CommandLine, zxcvbn-core")]
    public void A_project_references_what_its_border_promises(string project, string projects, string packages)
    {
        var file = XDocument.Load(Path.Combine(Sources, project, project + ".csproj"));

        Assert.That(Named(file, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Order(), Is.EqualTo(Words(projects)));
        Assert.That(Named(file, "PackageReference").Order(), Is.EqualTo(Words(packages)));
    }

    [Test]
    public void Only_storage_names_a_database_engine_and_only_channels_names_polly()
    {
        var sources = Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).ToList();

        Assert.That(sources.Where(file => !file.Contains("/IncidentDesk.Storage/", StringComparison.Ordinal) && Engine().IsMatch(File.ReadAllText(file))), Is.Empty);
        Assert.That(sources.Where(file => !file.Contains("/IncidentDesk.Channels/", StringComparison.Ordinal) && Guard().IsMatch(File.ReadAllText(file))), Is.Empty);
        Assert.That(sources.Where(file => Engine().IsMatch(File.ReadAllText(file))), Is.Not.Empty, "the search itself must be able to find");
    }

    private static IEnumerable<string> NotDrawn(string tree) =>
        Arrows(tree).All().Where(arrow => !Drawn.Any(line => line.Room == arrow.From && line.Uses.Contains(arrow.To)))
            .Select(arrow => $"{arrow.From} -> {arrow.To} ({arrow.File})");

    private static SourceArrows Arrows(string tree) => new(tree, [.. Drawn.SelectMany(line => line.Uses.Append(line.Room)).Distinct()]);

    private static IReadOnlyList<(string, string[])> Drawing(string readme) =>
        [.. Block().Match(readme).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("->")).Select(line => (line[0].Trim(), Words(line[1])))];

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Named(XDocument file, string element) => file.Descendants(element).Select(one => (string)one.Attribute("Include")!);

    [GeneratedRegex(@"```arrows\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\b(Npgsql|Microsoft\.Data\.Sqlite|SQLitePCL)\b")]
    private static partial Regex Engine();

    [GeneratedRegex(@"\busing Polly\b")]
    private static partial Regex Guard();
}
