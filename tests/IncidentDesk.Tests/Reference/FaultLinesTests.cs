using IncidentDesk.Reference;
using IncidentDesk.Tests.Rules;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reference;

/// <summary>A fault names its line, so that an editor jumps to it; all of them at once.</summary>
[Category("once")]
public sealed class FaultLinesTests
{
    [Test]
    public void Every_fault_of_a_pack_is_told_with_its_line()
    {
        var files = PackFiles.OfElsewhere();
        var lines = PackFiles.Foreign.Split('\n');
        lines[8] = lines[8].Replace("\"serious\"", "\"sirious\"").Replace("\"classified\"", "\"klassified\"");
        lines[12] = lines[12].Replace("response-network", "response-net");
        files["rules/xx-net.json"] = string.Join('\n', lines);

        var faults = Assert.Throws<ReferenceFaultsException>(() => ReferenceLibrary.Load(files))!;

        Assert.That(faults.Faults.Select(fault => (fault.Line, fault.Path)), Is.EqualTo(new[]
        {
            (9, "/obligations/0/anyOf/0"), (9, "/obligations/0/trigger"), (13, "/obligations/1/recipients/default/1"),
        }), faults.Message);
        Assert.That(faults.Message, Does.Contain("rules/xx-net.json:9 /obligations/0/trigger: 'klassified' is unknown; known are detected,"));
    }

    [Test]
    public void What_is_missing_is_told_where_it_ought_to_stand_and_broken_json_where_reading_stopped()
    {
        var files = PackFiles.OfElsewhere();
        files["rules/xx-net.json"] = PackFiles.Foreign.Replace("\"article\": \"Network Act, s. 30\", ", "");
        Assert.That(Assert.Throws<ReferenceFaultsException>(() => ReferenceLibrary.Load(files))!.Faults.Single().Line, Is.EqualTo(18));

        files["rules/xx-net.json"] = PackFiles.Foreign.Replace("\"family\":", "\"family\"");
        Assert.That(Assert.Throws<ReferenceFaultsException>(() => ReferenceLibrary.Load(files))!.Faults.Single().Line, Is.EqualTo(2));
    }

    [Test]
    public void A_directory_of_packs_takes_the_place_of_what_has_its_code_and_adds_what_is_new()
    {
        var directory = Directory.CreateTempSubdirectory("packs-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "moi.json"), PackFiles.All()["rules/vn-nd331.json"].Replace("\"version\": \"1\"", "\"version\": \"2\""));
            var packs = ReferenceLibrary.LoadWith(directory).RuleBook.Packs;
            Assert.That(packs.Where(pack => pack.Code == "VN-ND331").Select(pack => pack.Version), Is.EqualTo(new[] { "2" }));
            Assert.That(packs, Has.Count.EqualTo(5));

            File.WriteAllText(Path.Combine(directory, "khac.json"), PackFiles.Foreign);
            Assert.That(Assert.Throws<ReferenceFaultsException>(() => ReferenceLibrary.LoadWith(directory))!.Message, Does.Contain("XX-NET-2025").Or.Contain("overlaps"));

            File.Delete(Path.Combine(directory, "moi.json"));
            File.Move(Path.Combine(directory, "khac.json"), Path.Combine(directory, "a-khac.json"));
            var faults = Assert.Throws<ReferenceFaultsException>(() => ReferenceLibrary.LoadWith(directory))!.Faults;
            Assert.That(faults.Select(fault => fault.File), Is.All.EqualTo("rules/a-khac.json"), "the shipped packs are sound");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Test]
    public void A_file_that_is_called_like_a_shipped_pack_of_another_code_takes_nothing_away()
    {
        var packs = WithOwn(("vn-pd-nd13.json", OwnPersonalDataPack())).RuleBook.Packs;

        Assert.That(packs.Select(pack => pack.Code), Is.EquivalentTo(new[] { "VN-QD05-TT20", "VN-L116-GAP", "VN-ND331", "VN-PD-ND13", "VN-PD-L91", "XX-PD" }));
    }

    [Test]
    public void The_same_name_and_the_same_code_is_the_operators_edition_of_the_shipped_pack()
    {
        var packs = WithOwn(("vn-nd331.json", PackFiles.All()["rules/vn-nd331.json"].Replace("\"version\": \"1\"", "\"version\": \"2\""))).RuleBook.Packs;

        Assert.That(packs.Where(pack => pack.Code == "VN-ND331").Select(pack => pack.Version), Is.EqualTo(new[] { "2" }));
        Assert.That(packs, Has.Count.EqualTo(5));
    }

    [Test]
    public void Two_files_of_the_operator_with_one_code_are_a_fault_that_names_both()
    {
        var own = PackFiles.All()["rules/vn-nd331.json"];
        var faults = Assert.Throws<ReferenceFaultsException>(() => WithOwn(("a.json", own), ("b.json", own)))!;

        Assert.That(faults.Faults.Select(fault => fault.WithLine), Has.Some.EqualTo("rules/b.json:2 /code: 'VN-ND331' is taken by rules/a.json"));
        Assert.That(faults.Faults.Select(fault => fault.File), Is.All.EqualTo("rules/b.json"));
    }

    // Of days on which no other pack of its family is in force.
    private static string OwnPersonalDataPack() => PackFiles.All()["rules/vn-pd-nd13.json"]
        .Replace("\"VN-PD-ND13\"", "\"XX-PD\"").Replace("\"validFrom\": \"2023-07-01\", \"validTo\": \"2025-12-31\"", "\"validFrom\": \"2020-01-01\", \"validTo\": \"2023-06-30\"");

    private static ReferenceLibrary WithOwn(params (string Name, string Text)[] packs)
    {
        var directory = Directory.CreateTempSubdirectory("packs-").FullName;
        try
        {
            foreach (var (name, text) in packs)
                File.WriteAllText(Path.Combine(directory, name), text);
            return ReferenceLibrary.LoadWith(directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
