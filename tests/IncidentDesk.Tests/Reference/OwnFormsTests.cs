using IncidentDesk.Reference;
using IncidentDesk.Tests.Rules;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reference;

/// <summary>Forms that the operator brings in a directory, beside those of the program.</summary>
[Category("once")]
public sealed class OwnFormsTests
{
    public const string MadeUp =
        """
        {
          "code": "XX-PHIEU", "official": true, "source": "made up for this test", "sureness": "open", "note": "No authority's form.",
          "validFrom": "2026-01-01", "validTo": null, "subject": "agency", "issuer": "agency", "visibility": "agency", "obligations": [], "rules": [],
          "symbol": "PH", "to": "Sở mẫu", "title": "PHIẾU MẪU", "preliminaryTitle": null, "matter": "Phiếu của {organisation}",
          "vi": "Phiếu mẫu", "en": "Made-up form",
          "fields": [
            { "code": "organisation", "kind": "line", "mandatory": true, "from": "agency.name", "vi": "Đơn vị", "en": "Agency" }
          ],
          "blocks": [
            { "kind": "field", "field": "organisation" }
          ]
        }
        """;

    private const string Yearly = "ND331-Mau08";

    [Test]
    public void A_form_of_a_new_code_is_added_and_told_with_its_file_and_nothing_else_changes()
    {
        var (shipped, library) = (ReferenceLibrary.Load(), With(("phieu.json", MadeUp)));

        Assert.That(library.Forms.Select(form => form.Code), Is.EquivalentTo(shipped.Forms.Select(form => form.Code).Append("XX-PHIEU")));
        Assert.That(library.OwnForms.Select(own => (own.File, own.Form.Name.En)), Is.EqualTo(new[] { ("forms/phieu.json", "Made-up form") }));
        Assert.That(library.RuleBook.Version, Is.Not.EqualTo(shipped.RuleBook.Version));
        Assert.That((shipped.OwnForms.Count, With().Forms.Count), Is.EqualTo((0, shipped.Forms.Count)));
    }

    [Test]
    public void An_edition_of_a_known_form_counts_from_its_first_day_on_and_the_programs_own_until_then()
    {
        var library = With(("moi.json", YearlyFrom("\"2027-01-01\"")));

        Assert.That(library.Forms.Count(form => form.Code == Yearly), Is.EqualTo(2));
        Assert.That(TitleAt(library, "2026-12-31T23:59:59.999+07:00"), Is.Not.EqualTo("MẪU CỦA TỈNH"));
        Assert.That(TitleAt(library, "2027-01-01T00:00:00+07:00"), Is.EqualTo("MẪU CỦA TỈNH"));
        Assert.That(library.FormsAt(Given.At("2027-06-01T00:00:00Z")).Select(form => form.Code), Is.Unique);
    }

    [TestCase("null")]
    [TestCase("\"2026-08-19\"")]
    public void An_edition_that_begins_no_later_takes_the_place_of_the_programs_own(string from)
    {
        var library = With(("moi.json", YearlyFrom(from)));

        Assert.That(library.Forms.Where(form => form.Code == Yearly).Select(form => form.Title), Is.EqualTo(new[] { "MẪU CỦA TỈNH" }));
    }

    [Test]
    public void Two_files_with_one_code_on_the_same_days_are_a_fault_that_names_both()
    {
        Assert.That(
            Faults(("a.json", MadeUp), ("b.json", MadeUp)), Is.EqualTo(new[] { "forms/b.json:2 /code: 'XX-PHIEU' is taken by forms/a.json" }));
        Assert.That(With(("a.json", MadeUp.Replace("\"validTo\": null", "\"validTo\": \"2026-12-31\"")), ("b.json", MadeUp.Replace("2026-01-01", "2027-01-01"))).OwnForms, Has.Count.EqualTo(2));
    }

    [Test]
    public void Every_fault_is_told_with_its_file_and_line()
    {
        var faulty = MadeUp.Replace("\"sureness\": \"open\"", "\"sureness\": \"certain\"").Replace("\"from\": \"agency.name\"", "\"from\": \"agency.nickname\"")
            .Replace("\"field\": \"organisation\" }", "\"field\": \"organization\" }");

        var faults = Faults(("phieu.json", faulty), ("hong.json", "{\n  \"code\" \"X\"\n}"));

        Assert.That(faults, Has.Count.EqualTo(4), string.Join('\n', faults));
        foreach (var told in new[]
        {
            "forms/phieu.json:2 /sureness: 'certain' is unknown", "forms/phieu.json:7 /fields/0/from: 'agency.nickname' is unknown",
            "forms/phieu.json:10 /blocks/0/field: 'organization' is unknown", "forms/hong.json:2: is no valid JSON",
        })
            Assert.That(faults, Has.Some.StartsWith(told));
    }

    [Test]
    public void What_a_file_is_called_replaces_nothing()
    {
        var library = With(("nd331-mau-08.json", MadeUp));

        Assert.That(library.Forms.Select(form => form.Code), Does.Contain(Yearly).And.Contain("XX-PHIEU"));
        Assert.That(library.OwnForms.Single().File, Is.EqualTo("forms/own/nd331-mau-08.json"));
    }

    /// <summary>The yearly form of the program with a title of its own, in force from a day on.</summary>
    public static string YearlyFrom(string from)
    {
        var lines = PackFiles.All()["forms/nd331-mau-08.json"].Split('\n');
        return string.Join('\n', lines.Select(line =>
            line.StartsWith("  \"validFrom\":", StringComparison.Ordinal) ? $"  \"validFrom\": {from},"
            : line.StartsWith("  \"validTo\":", StringComparison.Ordinal) ? "  \"validTo\": null,"
            : line.StartsWith("  \"title\":", StringComparison.Ordinal) ? "  \"title\": \"MẪU CỦA TỈNH\"," : line));
    }

    private static string? TitleAt(ReferenceLibrary library, string instant) => library.FormsAt(Given.At(instant)).Single(form => form.Code == Yearly).Title;

    private static IReadOnlyList<string> Faults(params (string Name, string Text)[] forms) =>
        [.. Assert.Throws<ReferenceFaultsException>(() => With(forms))!.Faults.Select(fault => fault.WithLine)];

    private static ReferenceLibrary With(params (string Name, string Text)[] forms)
    {
        var directory = Directory.CreateTempSubdirectory("forms-").FullName;
        try
        {
            foreach (var (name, text) in forms)
                File.WriteAllText(Path.Combine(directory, name), text);
            return ReferenceLibrary.LoadWith(null, directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
