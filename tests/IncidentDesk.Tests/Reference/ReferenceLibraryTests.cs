using System.Text.RegularExpressions;
using IncidentDesk.Reference;
using IncidentDesk.Rules;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reference;

[Category("once")]
public sealed class ReferenceLibraryTests
{
    private static readonly ReferenceLibrary Library = ReferenceLibrary.Load();

    [Test]
    public void The_taxonomy_has_11_classes_and_39_values()
    {
        var classes = Library.RuleBook.Taxonomy.Classes;

        Assert.That((classes.Count, classes.Sum(known => known.Values.Count)), Is.EqualTo((11, 39)));
    }

    [Test]
    public void All_five_rule_sets_are_there() => Assert.That(Library.RuleBook.Packs.Select(pack => pack.Code),
        Is.EquivalentTo(new[] { "VN-QD05-TT20", "VN-L116-GAP", "VN-ND331", "VN-PD-ND13", "VN-PD-L91" }));

    [Test]
    public void The_numbers_of_the_directive_are_there_in_international_form()
    {
        Assert.That(Values("vncert", "call"), Is.EqualTo(new[] { "+84869100317", "+842436404421" }));
        Assert.That(Values("ncsc", "call"), Is.EqualTo(new[] { "+84336666905", "+842432091616" }));
        Assert.That(Values("vncert", "mail"), Does.Contain("ir@vncert.vn"));
        Assert.That(Values("ncsc", "mail"), Does.Contain("ncsc@ais.gov.vn"));
    }

    [Test]
    public void No_shipped_contact_counts_as_verified_and_each_says_since_when_it_is_doubtful()
    {
        var contacts = Library.Authorities.SelectMany(authority => authority.Contacts).ToList();

        Assert.That(contacts.Select(contact => contact.VerifiedOn), Is.Not.Empty.And.All.Null);
        Assert.That(contacts.Select(contact => contact.ReverifySince), Is.All.EqualTo(new DateOnly(2025, 3, 1)));
    }

    [Test]
    public void The_cyber_authority_of_today_is_mandatory_and_has_no_contact_yet()
    {
        var authority = Library.Authorities.Single(one => one.Code == "cyber-authority");

        Assert.That((authority.Mandatory, authority.Contacts.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public void The_marks_of_the_traffic_light_are_there_and_white_is_read_as_clear()
    {
        Assert.That(Library.Tlp.Words.Select(word => word.Word), Is.EqualTo(Words.Tlp));
        Assert.That(Library.Tlp.Legacy["white"], Is.EqualTo("clear"));
    }

    [Test]
    public void Every_name_has_two_languages_that_differ_where_words_can_differ()
    {
        var names = Library.RuleBook.Taxonomy.Classes.Select(known => known.Name)
            .Concat(Library.RuleBook.Score.Categories.SelectMany(category => category.Options.Select(option => option.Name).Append(category.Name)))
            .Concat(Library.RuleBook.Routing.Roles.Values.Select(role => role.Name))
            .Concat(Library.Authorities.Select(authority => authority.Name));

        Assert.That(names.Where(name => name.En == name.Vi), Is.Empty);
    }

    [Test]
    public void An_edited_figure_changes_the_version()
    {
        var edited = ReferenceLibrary.Load(With("nciss.json", "\"weight\": 6", "\"weight\": 7"));

        Assert.That(edited.RuleBook.Version, Does.StartWith("2026-11-22+").And.Not.EqualTo(Library.RuleBook.Version));
        Assert.That(ReferenceLibrary.Load(Files()).RuleBook.Version, Is.EqualTo(Library.RuleBook.Version));
    }

    [TestCase("rules/vn-nd331.json", "\"serious\"]", "\"sirious\"]", "/obligations/1/anyOf/0: 'sirious' is unknown")]
    [TestCase("rules/vn-nd331.json", "{ \"default\": [\"cyber-authority\"]", "{ \"default\": [\"cyber-police\"]", "/obligations/0/recipients/default/0: 'cyber-police' is unknown")]
    [TestCase("rules/vn-nd331.json", "2026-08-19", "2026-08-18", "/validFrom: VN-ND331 overlaps VN-L116-GAP (rules/vn-l116-gap.json)")]
    [TestCase("rules/vn-nd331.json", "\"code\": \"VN-ND331\"", "\"code\": \"VN-L116-GAP\"", "/code: 'VN-L116-GAP' is taken by rules/vn-l116-gap.json")]
    [TestCase("rules/vn-pd-l91.json", "\"article\": \"NĐ 356/2025/NĐ-CP, Đ29\", ", "", "/obligations/1/article: is missing")]
    [TestCase("rules/vn-pd-l91.json", "\"sureness\": \"secondary\"", "\"sureness\": \"certain\"", "/sureness: 'certain' is unknown")]
    [TestCase("rules/vn-pd-l91.json", "\"hours\": 72", "\"hours\": -1", "/obligations/0/offset/hours: must be a whole number")]
    [TestCase("rules/vn-pd-l91.json", "\"trigger\": \"personal", "\"trigger\": \"impersonal", "/obligations/0/trigger: 'impersonal-data-established' is unknown")]
    [TestCase("rules/vn-pd-nd13.json", "\"validTo\": \"2025-12-31\"", "\"validTo\": \"2022-12-31\"", "/validTo: lies before validFrom")]
    [TestCase("rules/vn-pd-nd13.json", "\"validTo\": \"2025-12-31\"", "\"validTo\": \"31/12/2025\"", "/validTo: must be a day")]
    [TestCase("rules/vn-pd-nd13.json", "\"source\": \"from memory", "\"sauce\": \"from memory", "/sauce: is not known here")]
    [TestCase("rsit.json", "\"word\": \"harmful-speech\"", "\"word\": \"spam\"", "/classes/0/values/1: 'spam' stands twice")]
    [TestCase("nciss.json", "\"word\": \"apt-targeted\"", "\"word\": \"apt-aimed\"", "/categories/3/options: must be, in this order")]
    [TestCase("nciss.json", "\"whenAbsent\": \"government\"", "\"whenAbsent\": \"any\"", "/categories/7/whenAbsent: 'any' is unknown")]
    [TestCase("severity.json", "[\"test\"]", "[\"fraud\"]", "/byClass: class 'test' is missing")]
    [TestCase("severity.json", "\"atLeast\": 65", "\"atLeast\": 85", "/byScore/1/atLeast: must be less than the one before")]
    [TestCase("serious.json", "\"scoreAtLeast\": 65", "\"flag\": \"serious-disruption\", \"scoreAtLeast\": 65", "/criteria/3: must have exactly one of")]
    [TestCase("serious.json", "\"minLevel\": 4", "\"minLevel\": 6", "/criteria/4/system/minLevel: must be 1 to 5")]
    [TestCase("routing.json", "\"centre\": \"vncert\"", "\"centre\": \"vncart\"", "/needs/0/centre: 'vncart' is unknown")]
    [TestCase("authorities.json", "\"value\": \"+842436404421\"", "\"value\": \"024 3640 4421\"", "/authorities/0/contacts/1/value: '024 3640 4421' is no E.164 number")]
    [TestCase("authorities.json", "\"value\": \"ir@vncert.vn\"", "\"value\": \"ir at vncert.vn\"", "/authorities/0/contacts/2/value: 'ir at vncert.vn' is no mail address")]
    [TestCase("tlp.json", "\"white\": \"clear\"", "\"white\": \"pale\"", "/legacy/white: 'pale' is unknown")]
    [TestCase("rules/vn-nd331.json", "\"after\": \"report\", ", "", "/obligations/4/after: goes with the trigger previous-submitted")]
    [TestCase("rules/vn-nd331.json", "\"after\": \"report\"", "\"after\": \"annual-report\"", "/obligations/4/after: no obligation here is of kind 'annual-report'")]
    [TestCase("rules/vn-nd331.json", "\"kind\": \"initial-notice\"", "\"kind\": \"report\"", "/obligations/2: has kind, trigger and recipient 'cyber-authority' of obligation 1")]
    [TestCase("rules/vn-nd331.json", "Asia/Ho_Chi_Minh", "Asia/Vinh", "/zone/id: there is no time zone 'Asia/Vinh'")]
    [TestCase("rules/vn-nd331.json", "\"version\": \"1\", ", "", "/version: is missing")]
    [TestCase("rules/vn-pd-l91.json", "\"form\": null", "\"form\": \"NO-SUCH-FORM\"", "/obligations/1/form: there is no form 'NO-SUCH-FORM'")]
    [TestCase("reminders.json", "\"50%\"", "\"half\"", "/usual: 'half' is no offset")]
    [TestCase("routing.json", "\"word\": \"defence\"", "\"word\": \"army\"", "/jurisdictions/1/word: 'army' is unknown")]
    [TestCase("form.json", "\"impact.recoverability\": \"extended\"", "\"impact.recoverability\": \"someday\"", "sets/impact.recoverability: 'someday' is unknown")]
    [TestCase("form.json", "\"questions\": [\"showing\"", "\"questions\": [\"shown\"", "/kinds/0/questions/0: 'shown' is unknown")]
    [TestCase("form.json", "\"category\": \"malicious-code/infected-system\"", "\"category\": \"malware\"", "sets/category: 'malware' is no category")]
    [TestCase("form.json", "\"need\": \"advice\"", "\"score\": \"100\"", "sets/score: is no field that an answer may set")]
    [TestCase("form.json", "\"personalData.involved\": \"true\", \"personalData.sensitive\"", "\"personalData.sensitive\"", "sets/personalData.sensitive: is of data that is involved")]
    [TestCase("edition.json", "{", "{ \"edition\": \"x\",", ": is no valid JSON")]
    public void A_fault_is_told_by_file_and_path(string file, string sound, string faulty, string told)
    {
        var faults = Faults(With(file, sound, faulty));

        Assert.That(faults, Has.Some.StartsWith(file).And.Contain(told), string.Join('\n', faults));
    }

    [Test]
    public void Every_duty_of_the_packs_has_a_form_that_answers_it()
    {
        var library = ReferenceLibrary.Load();

        Assert.That(
            library.RuleBook.Packs.SelectMany(pack => pack.Obligations.Where(rule => !library.Forms.Any(form => form.Answers(rule.Kind, pack.Code, rule.Form)))
                .Select(rule => $"{pack.Code} {rule.Kind} {rule.Form}")), Is.Empty);
    }

    [Test]
    public void All_faults_of_all_files_are_told_at_once()
    {
        var files = With("rules/vn-nd331.json", "2026-08-19", "2026-08-01");
        files["rules/vn-nd331.json"] = Once(files["rules/vn-nd331.json"], ", Đ31.2.d\"", "\"").Replace("\"form\": null, \"article\": \"NĐ 331/2026/NĐ-CP, Đ31.2.d\", ", "");
        files["serious.json"] = Once(files["serious.json"], "\"basic\": 100000", "\"basic\": \"many\"");
        files.Remove("tlp.json");

        Assert.That(Faults(files), Is.EquivalentTo(new[]
        {
            "serious.json /criteria/5/personalData/basic: must be a whole number of at least 1",
            "tlp.json: is missing",
            "rules/vn-nd331.json /obligations/0/article: is missing",
            "rules/vn-nd331.json /obligations/1/article: is missing",
            "rules/vn-nd331.json /obligations/2/article: is missing",
            "rules/vn-nd331.json /obligations/4/article: is missing",
            "rules/vn-nd331.json /obligations/5/article: is missing",
            "rules/vn-nd331.json /validFrom: VN-ND331 overlaps VN-L116-GAP (rules/vn-l116-gap.json)",
        }));
    }

    [TestCase("\"from\": \"cause\"", "\"from\": \"nonsense\"", "from: 'nonsense' is unknown")]
    [TestCase("\"kind\": \"heading\"", "\"kind\": \"song\"", "kind: 'song' is unknown")]
    [TestCase("\"flag\": \"preliminary\"", "\"flag\": \"cause\"", "'cause' is no flag of this form")]
    public void A_form_that_asks_for_what_the_desk_does_not_know_stops_the_start(string found, string planted, string fault) =>
        Assert.That(Faults(With("forms/nd331-bao-cao-72h.json", found, planted)), Has.Some.Contains(fault.Split(": ")[^1]));

    [Test]
    public void An_empty_folder_lists_every_missing_file()
    {
        Assert.That(Faults([]).Select(fault => fault.Split(':')[0]), Is.EquivalentTo(new[]
            {
                "edition.json", "rsit.json", "nciss.json", "authorities.json", "severity.json", "serious.json", "routing.json", "tlp.json", "ladders.json",
                "periodic.json", "reminders.json", "form.json", "checklists.json", "forms/dispatch.json",
            }));
    }

    private static IEnumerable<string> Values(string centre, string channel) => Library.Authorities
        .Single(authority => authority.Code == centre).Contacts.Where(contact => contact.Channel == channel).Select(contact => contact.Value);

    private static List<string> Faults(Dictionary<string, string> files)
    {
        var thrown = Assert.Throws<ReferenceFaultsException>(() => ReferenceLibrary.Load(files));
        return [.. thrown!.Faults.Select(fault => fault.ToString())];
    }

    private static Dictionary<string, string> With(string file, string sound, string faulty)
    {
        var files = Files();
        files[file] = Once(files[file], sound, faulty);
        return files;
    }

    private static string Once(string text, string sound, string faulty)
    {
        Assert.That(text, Does.Contain(sound), "the test's own planted fault finds no place");
        return new Regex(Regex.Escape(sound)).Replace(text, faulty.Replace("$", "$$"), 1);
    }

    private static Dictionary<string, string> Files()
    {
        var assembly = typeof(ReferenceLibrary).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith("reference/", StringComparison.Ordinal))
            .ToDictionary(name => name["reference/".Length..], name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
    }
}
