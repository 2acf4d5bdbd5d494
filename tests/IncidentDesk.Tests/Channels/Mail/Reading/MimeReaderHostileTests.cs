using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Tests.Inbound;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail.Reading;

/// <summary>Whatever somebody lays into the maildir, reading it ends, soon, and without throwing.</summary>
[Category("once")]
public sealed class MimeReaderHostileTests
{
    private static readonly byte[][] Good =
    [
        Incoming.Report("<a@desk.example>"), Incoming.Receipt("<a@desk.example>"), Incoming.Reply("<a@desk.example>"), Mails.Notice.ToBytes(),
    ];

    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\n\n", "--b", "--b--", "Content-Type: multipart/mixed; boundary=b\n\n", "Content-Type: message/rfc822\n\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "=?utf-8?B?", "?=", "=?", "<", ">", "\"", "(", "\\",
        ";", "boundary*0=", "=", "=\n", "=E1", "\0", "\uFFFF", "From: ", "Subject: ", "References: ", "Action: ", "message/delivery-status", ":", " ",
    ];

    [Test]
    public void A_mail_with_bytes_changed_cut_or_repeated_is_read_without_a_fault() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Mutations().ToArbitrary(), mail => ReadsAll(mail)));

    [Test]
    public void Pieces_of_mails_in_any_order_are_read_without_a_fault() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(
            Gen.Elements(Pieces).ListOf().ToArbitrary(), pieces => ReadsAll(Encoding.UTF8.GetBytes(string.Concat(pieces)))));

    [Test]
    public void Any_bytes_are_read_without_a_fault() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll<byte[]>(ReadsAll));

    [Test]
    public void Nesting_without_end_is_left_at_the_sixteenth_part()
    {
        var nested = string.Concat(Enumerable.Range(0, 1000).Select(n => $"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")) + "\nx";
        var mail = MimeReader.Read(Encoding.ASCII.GetBytes(nested));
        Assert.That(Depth(mail.Root), Is.EqualTo(MimeReader.Deepest));
        Assert.That(mail.IsWhole, Is.False);
    }

    [Test]
    public void A_thousand_parts_are_left_at_the_two_hundredth()
    {
        var mail = MimeReader.Read(Encoding.ASCII.GetBytes(
            "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", 1000)) + "--b--"));
        Assert.That(mail.Root.Parts, Has.Count.EqualTo(MimeReader.MostParts - 1));
        Assert.That(mail.IsWhole, Is.False);
    }

    [TestCase("Content-Type: multipart/mixed; boundary=-\n\n", "-")]
    [TestCase("Content-Type: multipart/mixed; boundary=b\n\n", "--b")]
    [TestCase("Content-Type: multipart/mixed; boundary=b\n\n", "--b\n")]
    [TestCase("Content-Type: multipart/mixed; boundary=\"\"\n\n", "--\n")]
    [TestCase("Subject: ", "=?utf-8?B?")]
    [TestCase("Subject: ", "=?utf-8?Q?a?= ")]
    [TestCase("References: ", "<")]
    [TestCase("From: ", "(\\\"<a@b.example>,")]
    [TestCase("Content-Type: text/html\n\n", "<style>")]
    [TestCase("Content-Type: text/html\n\n", "<&amp;")]
    [TestCase("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n", "= ")]
    [TestCase("Content-Type: text/plain; ", "a=b;")]
    [TestCase("", "a:\n")]
    [TestCase("A: ", "\n ")]
    [TestCase("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n", "Action: failed\n\n")]
    [TestCase("Content-Type: message/rfc822\n\n", "Content-Type: message/rfc822\n\n")]
    public void Twenty_megabytes_of_malice_take_a_moment(string start, string repeated)
    {
        var mail = Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, 20_000_000 / repeated.Length)));
        var watch = Stopwatch.StartNew();
        Assert.That(ReadsAll(mail), Is.True);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    private static bool ReadsAll(byte[] bytes)
    {
        var mail = MimeReader.Read(bytes);
        var texts = new[]
        {
            mail.Subject, mail.Text, mail.MessageId ?? "", string.Concat(mail.Senders), string.Concat(mail.AnswersTo), mail.Report?.EnvelopeId ?? "",
            string.Concat(mail.Report?.Recipients.Select(one => one.Words) ?? []), mail.Disposition?.Disposition ?? "",
            mail.Returned is { } returned ? ReadMail.SubjectOf(returned) : "", PlainText.FirstLines(mail.Text, 5, 600),
            $"{mail.Hops} {mail.IsAutomatic}",
        };
        // What is stored or shown: no NUL, which PostgreSQL refuses, and nothing that cannot be normalised.
        return new[] { mail.Subject, mail.Text, mail.MessageId ?? "" }.All(text => !text.Contains('\0') && text.IsNormalized())
            && texts.Length > 0 && Depth(mail.Root) <= MimeReader.Deepest && Count(mail.Root) <= MimeReader.MostParts;
    }

    private static int Depth(MailPart part) => 1 + part.Parts.Select(Depth).DefaultIfEmpty(0).Max();

    private static int Count(MailPart part) => 1 + part.Parts.Sum(Count);

    private static Gen<byte[]> Mutations() =>
        from mail in Gen.Elements(Good)
        from changes in (
            from at in Gen.Choose(0, mail.Length - 1)
            from value in Gen.Choose(0, 255)
            from what in Gen.Choose(0, 3)
            select (at, (byte)value, what)).ListOf()
        select changes.Aggregate(mail, Change);

    private static byte[] Change(byte[] mail, (int At, byte Value, int What) change)
    {
        var at = Math.Min(change.At, mail.Length);
        return change.What switch
        {
            0 when at < mail.Length => [.. mail[..at], change.Value, .. mail[(at + 1)..]],
            1 => [.. mail[..at], change.Value, .. mail[at..]],
            2 => [.. mail[..at], .. mail[Math.Min(at + change.Value, mail.Length)..]],
            _ => [.. mail[..at], .. mail[Math.Max(0, at - change.Value)..]],
        };
    }
}
