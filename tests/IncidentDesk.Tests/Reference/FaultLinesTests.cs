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
}
