using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Resilience;

/// <summary>A real mail server takes the desk's mail, finds nobody, and lays its notification into the desk's maildir.</summary>
[Category("slow")]
[SupportedOSPlatform("linux")]
public sealed class RealBounceTests
{
    [Test]
    public async Task A_mail_that_postfix_sends_back_is_failed_in_its_words_and_calls_a_person()
    {
        await using var postfix = await Postfix.StartAsync();
        await using var desk = await Desk.StartAsync(
            builder => Trust(builder.Services, postfix),
            ("Channels:Mail:Guard", "live"), ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "starttls"),
            ("Channels:Mail:Port", postfix.StartTlsPort.ToString(CultureInfo.InvariantCulture)),
            ("Channels:Mail:User", $"{Postfix.User}@{Postfix.Realm}"), ("Channels:Mail:Password", Postfix.Password),
            ("Channels:Mail:From", Postfix.Desk), ("Channels:Mail:Inbox", postfix.Inbox));
        await desk.VerifiedContactAsync("vncert", Postfix.Returning);
        var caller = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var staff = desk.Client(await desk.KeyAsync(null, "read work"));

        // Without a contact nobody gets a receipt: the only mail that can come back is the centre's.
        var body = ExampleReport.Body();
        body.Remove("contact");
        var number = (string)(await caller.FileAsync(body)).Json!["number"]!;

        JsonNode? mail = null;
        await Waiting.ForAsync(async () =>
        {
            mail = (await staff.ReadAsync("/api/v1/inbound")).Json!["items"]!.AsArray().FirstOrDefault();
            return mail?["kind"] is not null;
        });
        Assert.That((string?)mail!["kind"], Is.EqualTo("bounce"), $"{mail}\n{postfix.Log}");
        Assert.That((string?)mail["incident"], Is.EqualTo(number));
        Assert.That((string?)mail["note"], Does.Contain("5.1.1").And.Contain("unknown user"));
        var delivery = (await caller.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray()
            .Single(item => (string?)item!["id"] == (string?)mail["delivery"])!;
        Assert.That((string?)delivery["state"], Is.EqualTo("failed"));
        Assert.That((string?)delivery["recipient"]!["address"], Is.EqualTo(Postfix.Returning));
        Assert.That(Directory.GetFiles(Path.Combine(postfix.Inbox, "new")), Is.Empty);
    }

    private static void Trust(IServiceCollection services, Postfix postfix)
    {
        services.RemoveAll<IChannel>();
        services.AddSingleton<IChannel>(provider => new GuardedChannel(
            new SmtpChannel(provider.GetRequiredService<DeskSettings>().Mail.Options, TimeProvider.System, postfix.Trusted),
            new GuardOptions(), TimeProvider.System));
    }
}
