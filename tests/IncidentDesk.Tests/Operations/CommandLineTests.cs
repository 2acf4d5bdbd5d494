using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

public sealed class CommandLineTests
{
    private StoreForTest store = null!;
    private StringWriter output = null!, errors = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        store = await StoreForTest.OpenAsync();
        (output, errors) = (new(), new());
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await output.DisposeAsync();
        await errors.DisposeAsync();
        await store.DisposeAsync();
    }

    [TestCase("fly")]
    [TestCase("person", "fly")]
    [TestCase("demo", "--no-such-option")]
    [TestCase("person", "add", "--user", "an")]
    [TestCase("key", "add", "--name", "no owner")]
    [TestCase("key", "revoke", "--reason", "no key named")]
    [TestCase("key", "revoke", "not-an-id", "--reason", "x")]
    [TestCase("key", "add", "--name", "two owners", "--desk", "--agency", "SO-A")]
    public async Task What_is_not_understood_is_exit_code_2(params string[] words)
    {
        Assert.That(await RunAsync("", words), Is.EqualTo(2));
        Assert.That(errors.ToString(), Does.Contain("--help"));
    }

    [Test]
    public async Task Help_names_the_verbs_that_exist_and_no_other()
    {
        Assert.That(await RunAsync("", "--help"), Is.Zero);
        foreach (var verb in new[] { "serve", "demo", "migrate", "backup", "restore", "arm", "audit", "rules", "export", "import", "person", "key" })
            Assert.That(output.ToString(), Does.Contain($"  {verb}"));
        Assert.That(output.ToString().Split("Commands:")[1].Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal) && char.IsAsciiLetterLower(line[2])), Is.EqualTo(12));
    }

    [Test]
    public async Task A_person_without_a_password_is_given_one_that_works()
    {
        Assert.That(await RunAsync("", "person", "add", "--user", "an", "--name", "Nguyễn Giả An", "--role", "responder"), Is.Zero);
        var password = output.ToString().Split(':')[^1].Trim();
        await using var database = await IncidentDesk.Storage.Database.OpenAsync(store.Options, TimeProvider.System, CancellationToken.None);
        using var book = new AuditBook(database, new HttpContextAccessor(), TimeProvider.System, NullLogger<AuditBook>.Instance);
        var outcome = await new IncidentDesk.People.SignIn.Handler(database, book, TimeProvider.System)
            .Handle(new("an", password), CancellationToken.None);
        Assert.That(outcome, Is.InstanceOf<IncidentDesk.People.SignIn.SignedIn>());
    }

    [Test]
    public async Task Whoever_sits_at_the_machine_lets_somebody_in_again()
    {
        await RunAsync("", "person", "add", "--user", "an", "--name", "Nguyễn Giả An", "--role", "admin");
        output.GetStringBuilder().Clear();

        Assert.That(await RunAsync("", "person", "reset", "--user", "an", "--second-factor"), Is.Zero);
        Assert.That(output.ToString().Trim(), Does.Match("^http.*/welcome/[0-9a-f]{64}$"));
        Assert.That(await RunAsync("", "person", "reset", "--user", "khong-co"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_password_from_standard_input_is_not_printed()
    {
        const string password = "mot mat khau dai";
        Assert.That(
            await RunAsync(password + "\n", "person", "add", "--user", "an", "--name", "An", "--role", "admin", "--password-stdin"), Is.Zero);
        Assert.That(output.ToString() + errors, Does.Not.Contain(password));
        Assert.That(await RunAsync("ngan\n", "person", "add", "--user", "binh", "--name", "B", "--role", "admin", "--password-stdin"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("--password"));
        Assert.That(await RunAsync("systemofadown07\n", "person", "add", "--user", "binh", "--name", "B", "--role", "admin", "--password-stdin"), Is.EqualTo(1), "it leaked");
    }

    [Test]
    public async Task A_reporter_needs_an_agency_because_without_one_they_would_see_everything()
    {
        Assert.That(await RunAsync("", "person", "add", "--user", "an", "--name", "An", "--role", "reporter"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("--agency"));
        Assert.That(await RunAsync("", "person", "add", "--user", "an", "--name", "An", "--role", "admin", "--agency", "SO-A"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_user_name_is_given_once()
    {
        string[] add = ["person", "add", "--user", "an", "--name", "An", "--role", "responder"];
        Assert.That(await RunAsync("", add), Is.Zero);
        Assert.That(await RunAsync("", add), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_is_all_that_standard_output_says()
    {
        Assert.That(await RunAsync("", "key", "add", "--name", "máy", "--desk", "--scopes", "report,read"), Is.Zero);
        Assert.That(output.ToString().Trim(), Does.Match("^idk_[0-9a-f]{48}$"));
        Assert.That(await RunAsync("", "key", "add", "--name", "máy", "--agency", "NOBODY"), Is.EqualTo(1));
        Assert.That(await RunAsync("", "key", "add", "--name", "máy", "--desk", "--scopes", "fly"), Is.EqualTo(1));
    }

    [TestCase("responder", "read,work", 0)]
    [TestCase("responder", "read,work,approve", 1)]
    [TestCase("lead", "read,approve,metrics", 0)]
    [TestCase("lead", "admin", 1)]
    [TestCase("auditor", "report", 1)]
    public async Task A_key_that_is_added_at_the_machine_gives_its_person_no_more_than_their_role(string role, string scopes, int code)
    {
        await RunAsync("", "person", "add", "--user", "truc1", "--name", "Trực", "--role", role);
        output.GetStringBuilder().Clear();

        Assert.That(await RunAsync("", "key", "add", "--name", "máy", "--desk", "--person", "truc1", "--scopes", scopes), Is.EqualTo(code), errors.ToString());
        Assert.That(output.ToString().Contains("idk_", StringComparison.Ordinal), Is.EqualTo(code == 0));
        if (code == 1)
            Assert.That(errors.ToString(), Does.Contain($"truc1 has the role {role} and may not {scopes.Split(',')[^1]}: ").And.Contain("--scopes"));
    }

    [Test]
    public async Task A_key_is_listed_without_its_secret_and_revoked_with_a_reason()
    {
        Assert.That(await RunAsync("", "key", "add", "--name", "máy", "--desk", "--scopes", "report,read"), Is.Zero);
        var secret = output.ToString().Trim();
        output.GetStringBuilder().Clear();
        Assert.That(await RunAsync("", "key", "list"), Is.Zero);
        var line = output.ToString().Trim().Split('\t');
        Assert.That(line[1..5], Is.EqualTo(new[] { "live", "desk", "-", "report,read" }));
        Assert.That(output.ToString(), Does.Not.Contain(secret));

        Assert.That(await RunAsync("", "key", "revoke", line[0], "--reason", " "), Is.EqualTo(1));
        Assert.That(await RunAsync("", "key", "revoke", "019a0000-0000-7000-8000-000000000000", "--reason", "x"), Is.EqualTo(1));
        Assert.That(await RunAsync("", "key", "revoke", line[0], "--reason", "lộ"), Is.Zero);
        output.GetStringBuilder().Clear();
        await RunAsync("", "key", "list");
        Assert.That(output.ToString().Split('\t')[1], Is.EqualTo("revoked"));
    }

    [Test]
    public async Task Every_wrong_setting_is_named_and_the_verb_refuses()
    {
        Assert.That(await RunAsync("", "migrate", "--Storage:Engine=oracle", "--Desk:TimeZone=Mars/Base"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("Storage:Engine").And.Contain("Desk:TimeZone"));
    }

    [Test]
    public async Task Migrate_on_a_database_that_is_up_to_date_changes_nothing_and_is_content()
    {
        Assert.That(await RunAsync("", "migrate"), Is.Zero);
        Assert.That(errors.ToString(), Is.Empty);
    }

    private async Task<int> RunAsync(string input, params string[] words)
    {
        using var reader = new StringReader(input);
        string[] settings =
        [
            $"--Data:Directory={store.DataDirectory}", $"--Storage:Engine={store.Options.Engine}", $"--Storage:Connection={store.Options.Connection}",
        ];
        return await CommandLine.RunAsync([.. settings, .. words], new Terminal(reader, output, errors));
    }
}
