using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Resilience;

/// <summary>A whole desk and the mail server that half the world runs, over STARTTLS with a password.</summary>
[Category("slow")]
[SupportedOSPlatform("linux")]
public sealed class RealMailTests
{
    [Test]
    public async Task The_example_report_arrives_at_the_centre_once_and_the_row_says_so_in_the_servers_words()
    {
        await using var postfix = await Postfix.StartAsync();
        await using var desk = await Desk.StartAsync(
            builder => Trust(builder.Services, postfix),
            ("Channels:Mail:Guard", "live"), ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "starttls"),
            ("Channels:Mail:Port", postfix.StartTlsPort.ToString(CultureInfo.InvariantCulture)),
            ("Channels:Mail:User", $"{Postfix.User}@{Postfix.Realm}"), ("Channels:Mail:Password", Postfix.Password));
        await desk.VerifiedContactAsync("vncert", Postfix.Recipient);
        var caller = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));

        var number = (string)(await caller.FileAsync(ExampleReport.Body())).Json!["number"]!;

        var delivery = await AcceptedAsync(caller, number);
        Assert.That((string?)delivery["attempts"]!.AsArray().Single()!["reply"], Does.Match("^250 2\\.0\\.0 Ok: queued as [0-9A-Za-z]+$"), postfix.Log);
        var mails = await postfix.MailsAsync();
        Assert.That(mails, Has.Count.EqualTo(1));
        // A Maildir holds lines as this system ends them.
        var mail = new MimeReading(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(mails[0]).ReplaceLineEndings("\r\n")));
        Assert.That(mail.Header("Message-ID"), Is.EqualTo((string?)delivery["messageId"]));
        Assert.That(mail.Header("X-IncidentDesk-Incident"), Is.EqualTo(number));
        Assert.That(mail.Decoded("Subject"), Does.StartWith($"[{number}] ").And.EndsWith("Máy chủ cổng thông tin bị chèn mã độc"));
        Assert.That(TextOf(mail), Does.Contain("Trang chủ hiện nội dung lạ."));
    }

    // The first text part, however deep the alternatives and attachments nest it.
    private static string TextOf(MimeReading part) =>
        part.Header("Content-Type").StartsWith("multipart/", StringComparison.Ordinal) ? TextOf(part.Parts[0]) : part.Text;

    private static void Trust(IServiceCollection services, Postfix postfix) =>
        services.Replace(ServiceDescriptor.Singleton<IChannel>(provider => new GuardedChannel(
            new SmtpChannel(provider.GetRequiredService<DeskSettings>().Mail.Options, TimeProvider.System, postfix.Trusted),
            new GuardOptions(), TimeProvider.System)));

    private static async Task<System.Text.Json.Nodes.JsonNode> AcceptedAsync(HttpClient caller, string number)
    {
        System.Text.Json.Nodes.JsonNode delivery = null!;
        await Waiting.ForAsync(async () =>
        {
            delivery = (await caller.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray().Single(one => (string?)one!["recipient"]!["centre"] == "vncert")!;
            return (string?)delivery["state"] == "accepted";
        });
        return delivery;
    }
}
