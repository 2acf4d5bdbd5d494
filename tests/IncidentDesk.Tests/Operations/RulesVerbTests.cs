using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Reference;
using IncidentDesk.Tests.Rules;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

/// <summary>rules check, diff and apply, as an operator types them.</summary>
public sealed class RulesVerbTests
{
    private Desk desk = null!;
    private string packs = null!;
    private StringWriter output = null!, errors = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        packs = Directory.CreateTempSubdirectory("packs-").FullName;
        (output, errors) = (new(), new());
    }

    [TearDown]
    public async Task StopAsync()
    {
        Directory.Delete(packs, recursive: true);
        await desk.DisposeAsync();
        await output.DisposeAsync();
        await errors.DisposeAsync();
    }

    [Test]
    public async Task A_sound_set_is_listed_and_a_role_that_nobody_can_reach_is_told()
    {
        Assert.That(await RunAsync("rules", "check"), Is.Zero, errors.ToString());
        Assert.That(output.ToString(), Does.Contain("VN-ND331\t1\t2026-08-19\t\tAsia/Ho_Chi_Minh"));
        Assert.That(errors.ToString(), Does.Contain("contact-missing cyber-authority").And.Contains("đầu mối"));
        Assert.That(errors.ToString(), Does.Contain("  rules/vn-nd331.json:13 /obligations/0/recipients/default/0: VN-ND331, immediate-notice"), "with each duty that goes there, and its line");
    }

    [Test]
    public async Task Every_fault_is_told_with_file_and_line_and_the_exit_code_is_1()
    {
        await File.WriteAllTextAsync(Path.Combine(packs, "moi.json"), PackFiles.All()["rules/vn-nd331.json"].Replace("\"sureness\": \"verified\",\n", "\"sureness\": \"certain\",\n").Replace("[\"always\"]", "[\"olways\"]"));

        Assert.That(await RunAsync("rules", "check"), Is.EqualTo(1));

        var lines = errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.GreaterThanOrEqualTo(4).And.All.Match(@"^rules/moi\.json:\d+ /"), errors.ToString());
        Assert.That(await RunAsync("rules", "diff"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_role_without_a_contact_is_told_with_the_place_in_the_operators_own_file()
    {
        await File.WriteAllTextAsync(Path.Combine(packs, "moi.json"), "\n" + PackFiles.All()["rules/vn-nd331.json"]);

        Assert.That(await RunAsync("rules", "check"), Is.Zero, errors.ToString());
        Assert.That(errors.ToString(), Does.Contain("  rules/moi.json:14 /obligations/0/recipients/default/0: VN-ND331, immediate-notice"));
    }

    [Test]
    public async Task A_form_of_the_operators_is_listed_with_its_file_and_its_faults_are_told_like_those_of_a_pack()
    {
        var forms = Directory.CreateDirectory(Path.Combine(packs, "bieu-mau")).FullName;
        await File.WriteAllTextAsync(Path.Combine(forms, "phieu.json"), OwnFormsTests.MadeUp);
        Assert.That(await RunAsync($"--Forms:Directory={forms}", "rules", "check"), Is.Zero, errors.ToString());
        Assert.That(output.ToString(), Does.Contain("XX-PHIEU\tforms/phieu.json\t2026-01-01\t"));

        await File.WriteAllTextAsync(Path.Combine(forms, "phieu.json"), OwnFormsTests.MadeUp.Replace("\"sureness\": \"open\"", "\"sureness\": \"certain\""));
        Assert.That(await RunAsync($"--Forms:Directory={forms}", "rules", "check"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("forms/phieu.json:2 /sureness: 'certain' is unknown"));
    }

    [Test]
    public async Task Diff_shows_old_and_new_due_and_apply_does_it_once_with_a_reason()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var body = ExampleReport.Ordinary();
        body["detectedAt"] = DateTimeOffset.UtcNow.AddHours(-1).ToString("O");
        var number = (string)(await agency.FileAsync(body)).Json!["number"]!;
        await File.WriteAllTextAsync(Path.Combine(packs, "moi.json"), PackFiles.All()["rules/vn-nd331.json"].Replace("\"hours\": 72", "\"hours\": 96").Replace("\"version\": \"1\"", "\"version\": \"2\""));

        Assert.That(await RunAsync("rules", "diff"), Is.Zero, errors.ToString());
        Assert.That(output.ToString(), Does.Contain($"{number}\tmoved\treport\tcyber-authority\tVN-ND331\tVN-ND331\t").And.Contain("1 changes, hash "));
        Assert.That(await CountAsync(), Is.Zero);

        Assert.That(await RunAsync("rules", "apply", "--person", "quantri"), Is.EqualTo(2), "without a reason it is not understood");
        Assert.That(await RunAsync("rules", "apply", "--reason", "Văn bản đính chính"), Is.EqualTo(2), "nor without a person");
        Assert.That(await ApplyAsync(" ", "quantri"), Is.EqualTo(1));
        var admin = await DeskPeople.AddAsync(desk, "quantri", "admin");
        await DeskPeople.AddAsync(desk, "truc", "responder");
        Assert.That(await ApplyAsync("Văn bản đính chính", "truc"), Is.EqualTo(1), "who does not administer");
        Assert.That(await CountAsync(), Is.Zero);
        Assert.That(await ApplyAsync("Văn bản đính chính", "quantri"), Is.Zero, errors.ToString());
        Assert.That(output.ToString(), Does.Contain("Applied 1 changes."));
        Assert.That(await CountAsync(), Is.EqualTo(1));
        Assert.That(await TextAsync("SELECT changed_by FROM obligation_changes"), Is.EqualTo($"person:{admin:D}"));
        Assert.That(output.ToString(), Does.Match(@"\t\d\d/\d\d/\d{4} \d\d:\d\d\t\d\d/\d\d/\d{4} \d\d:\d\d").And.Not.Match(@"\d\d\.\d{3}Z"));
        Assert.That(await TextAsync("SELECT text_vi FROM timeline WHERE text_vi LIKE 'Tính lại%'"), Does.Match(@"hạn \d\d/\d\d/\d{4} \d\d:\d\d đổi thành").And.Not.Contain("Z"));
    }

    [TestCase("diff")]
    [TestCase("apply", "--reason", "Sửa", "--person", "quantri")]
    public async Task Where_there_is_no_desk_none_is_made(params string[] verb)
    {
        var nowhere = Path.Combine(packs, "go-nham");
        var code = await CommandLine.RunAsync(
            [$"--Storage:Engine=sqlite", $"--Data:Directory={nowhere}", "rules", .. verb], new Terminal(TextReader.Null, output, errors));

        Assert.That(code, Is.EqualTo(1), output.ToString());
        Assert.That(errors.ToString(), Does.Contain("There is no desk at").And.Contain(nowhere));
        Assert.That(Directory.Exists(nowhere), Is.False);
    }

    private Task<int> ApplyAsync(string reason, string person) => RunAsync("rules", "apply", "--reason", reason, "--person", person);

    private Task<string?> TextAsync(string sql) => desk.Database.ReadAsync(reading => reading.SingleAsync<string>(sql), CancellationToken.None);

    private Task<long> CountAsync() => desk.Database.ReadAsync(
        reading => reading.SingleAsync<long>("SELECT count(*) FROM obligation_changes WHERE reason = 'Văn bản đính chính'"), CancellationToken.None);

    private Task<int> RunAsync(params string[] words) =>
        CommandLine.RunAsync([.. desk.Arguments, $"--Rules:Directory={packs}", .. words], new Terminal(TextReader.Null, output, errors));
}
