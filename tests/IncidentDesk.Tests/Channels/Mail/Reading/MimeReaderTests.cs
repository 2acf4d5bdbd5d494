using System.Text;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Tests.Inbound;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail.Reading;

/// <summary>Mails as they are written by the programs of other people.</summary>
[Category("once")]
public sealed class MimeReaderTests
{
    [Test]
    public void What_the_desk_writes_it_can_read()
    {
        var mail = MimeReader.Read(Mails.Notice.ToBytes());

        Assert.That(mail.Subject, Is.EqualTo(Mails.Notice.Subject));
        Assert.That(mail.MessageId, Is.EqualTo(Mails.Notice.MessageId));
        Assert.That(mail.Senders, Is.EqualTo(new[] { Mails.Sender }));
        Assert.That(mail.Text, Does.StartWith("Kính gửi quý cơ quan,\n.\nmột dòng"));
        Assert.That(mail.IsAutomatic && mail.IsWhole, Is.True);
    }

    [Test]
    public void A_bounce_says_who_did_not_get_which_message_and_why()
    {
        var mail = MimeReader.Read(Incoming.Report("<a@desk.example>", original: "toi@vncert.example"));

        Assert.That(mail.Report!.Recipients, Is.EqualTo(new[]
        {
            new RecipientReport(
                "failed", "5.1.1", "toi@vncert.example", "tiepnhan@vncert.example", "5.1.1 550 5.1.1 User unknown in virtual mailbox table"),
        }));
        Assert.That(mail.Returned!.First("message-id"), Is.EqualTo("<a@desk.example>"));
        Assert.That(mail.Text, Does.StartWith("I'm sorry"));
    }

    [Test]
    public void A_whole_message_that_comes_back_gives_its_headers()
    {
        var mail = Read(
            """
            Content-Type: multipart/report; boundary=b

            --b
            Content-Type: message/delivery-status
            Content-Transfer-Encoding: base64

            UmVwb3J0aW5nLU1UQTogZG5zOyBhCgpGaW5hbC1SZWNpcGllbnQ6IHJmYzgyMjsgYUBiLmV4YW1wbGUKQWN0aW9uOiBGYWlsZWQgKGZ1bGwpClN0YXR1czogNS4yLjIgKGZ1bGwpCg==
            --b
            Content-Type: message/rfc822

            Message-ID: <x@desk.example>
            X-IncidentDesk-Delivery: 019a0000-0000-7000-8000-000000000001

            Nội dung.
            --b--
            """);

        Assert.That(mail.Report!.Recipients.Single(), Is.EqualTo(new RecipientReport("failed", "5.2.2", null, "a@b.example", "5.2.2")));
        Assert.That(mail.Returned!.First("X-IncidentDesk-Delivery"), Is.EqualTo("019a0000-0000-7000-8000-000000000001"));
    }

    [Test]
    public void A_report_that_a_person_forwards_inside_their_mail_is_no_report()
    {
        var mail = Read(
            $"""
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: text/plain

            Xem thư này.
            --outer
            Content-Type: message/rfc822

            {Encoding.UTF8.GetString(Incoming.Report("<a@desk.example>"))}
            --outer--
            """);

        Assert.That(mail.Report, Is.Null);
        Assert.That(mail.Text, Is.EqualTo("Xem thư này."));
    }

    [Test]
    public void A_read_receipt_says_what_was_done_with_which_message()
    {
        var mail = MimeReader.Read(Incoming.Receipt("<a@desk.example>"));
        Assert.That(mail.Disposition, Is.EqualTo(new DispositionReport("displayed", "<a@desk.example>", null, "tiepnhan@vncert.example")));
        Assert.That(mail.Subject, Is.EqualTo("Đã đọc"));
    }

    [TestCase("=?utf-8?q?S=E1=BB=B1_c=E1=BB=91?=", "Sự cố")]
    [TestCase("=?UTF-8?B?U+G7sSBj4buR?= =?UTF-8?B?IG3hu5tp?=", "Sự cố mới")]
    [TestCase("=?UTF-8?B?U+G7?=\n =?UTF-8?B?sQ==?=", "Sự", TestName = "Encoded_words_are_read: split inside a character")]
    [TestCase("=?windows-1258?Q?vi=EA?= =?iso-8859-1?Q?caf=E9?=", "viêcafé")]
    [TestCase("=?utf-8*vi?Q?m=E1=BB=99t?= hai", "một hai")]
    [TestCase("=?nonsense?Q?a=FFb?=", "a?b")]
    [TestCase("=?utf-8?X?abc?= =?utf-8", "=?utf-8?X?abc?= =?utf-8")]
    [TestCase("Sự cố thô", "Sự cố thô")]
    [TestCase("a\u202Eb\u0007c", "ab c")]
    public void Encoded_words_are_read(string subject, string text) =>
        Assert.That(Read($"Subject: {subject}\n\n").Subject.Replace('\uFFFD', '?'), Is.EqualTo(text));

    [TestCase("an@a.example", "an@a.example")]
    [TestCase("\"ke-gia@b.example\" <an@a.example>", "an@a.example")]
    [TestCase("ke-gia@b.example (an@c.example) <an@A.Example>", "an@a.example")]
    [TestCase("\"a \\\" <x@y.example>\" <an@a.example>, hai@b.example", "an@a.example hai@b.example")]
    [TestCase("undisclosed-recipients:;", "")]
    [TestCase("<an@a.example", "")]
    public void Only_an_address_is_taken_for_an_address(string from, string addresses) =>
        Assert.That(string.Join(' ', Read($"From: {from}\n\n").Senders), Is.EqualTo(addresses));

    [Test]
    public void The_nearest_message_that_is_answered_comes_first() =>
        Assert.That(
            Read("References: <a@x.example>\n <b@x.example> junk <c@x.example\nIn-Reply-To: Your mail <c@x.example>\n\n").AnswersTo,
            Is.EqualTo(new[] { "<c@x.example>", "<b@x.example>", "<a@x.example>" }));

    [TestCase("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nS=E1=BB=B1 c=\n=E1=BB=91 =C3", "Sự cố \uFFFD")]
    [TestCase("Content-Type: text/plain; charset=\"windows-1252\"\nContent-Transfer-Encoding: quoted-printable\n\n=93caf=E9=94", "“café”")]
    [TestCase("Content-Type: text/html; charset=utf-8\n\n<style>p{}</style><p>Đã&nbsp;nhận<br>một</p><script>x()</script>", "Đã\u00a0nhận\nmột")]
    [TestCase("Content-Transfer-Encoding: base64\n\nxJDDoyBuaOG6rW4=", "Đã nhận")]
    [TestCase("Content-Type: image/png\n\nabc", "")]
    public void The_text_is_read_in_its_charset(string mail, string text) => Assert.That(Read(mail).Text, Is.EqualTo(text));

    [Test]
    public void What_is_quoted_is_not_what_the_sender_writes()
    {
        const string text = "Đã nhận.\n\nChúng tôi xử lý.\n\nVào 20/11, Bàn trực viết:\n> Kính gửi\nhết";
        Assert.That(PlainText.FirstLines(text, 5, 100), Is.EqualTo("Đã nhận.\nChúng tôi xử lý."));
        Assert.That(PlainText.FirstLines("Gồm các việc sau:\nmột\nhai", 2, 100), Is.EqualTo("Gồm các việc sau:\nmột"));
        Assert.That(PlainText.FirstLines("dài quá", 5, 3), Is.EqualTo("dài…"));
    }

    [TestCase("Auto-Submitted: no", false)]
    [TestCase("Auto-Submitted: auto-replied (vacation)", true)]
    [TestCase("Precedence: Bulk", true)]
    [TestCase("Precedence: normal", false)]
    [TestCase("Return-Path: <>", true)]
    [TestCase("Return-Path: <a@b.example>", false)]
    public void A_machine_is_told_from_a_person(string header, bool isAutomatic) =>
        Assert.That(Read(header + "\n\nx").IsAutomatic, Is.EqualTo(isAutomatic));

    private static ReadMail Read(string text) => MimeReader.Read(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
}
