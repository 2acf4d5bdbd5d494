using System.Security.Cryptography.X509Certificates;

namespace IncidentDesk.Channels.Mail;

/// <summary>
/// Mail by submission to one server, written by hand because a delivery must be provable: the server's exact words, and
/// a sharp line between "certainly not sent" and "nobody knows".
/// </summary>
/// <param name="trusted">Roots to trust instead of this machine's; given in code by whoever runs a server of their own, never a setting.</param>
/// <param name="lookup">How names are resolved; this machine's way when left out.</param>
public sealed class SmtpChannel(
    MailOptions options, TimeProvider clock, X509Certificate2Collection? trusted = null, NameLookup? lookup = null) : IChannel, IDisposable
{
    private readonly SmtpOpening opening = new(options, clock, trusted, lookup);
    private readonly SmtpKept kept = new(options, clock);

    // The guard mode decides outside whether to send at all; here every setting must be fit for sending.
    private readonly SettingFault? fault = MailOptionsCheck.Faults(options with { Guard = "live" }) is [var first, ..] ? first : null;

    public string Name => "mail";

    public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
    {
        if (fault is not null || !MailAddressRules.TryParse(options.From, out var sender))
            return new(Verdict.NotSent, $"{fault?.Setting} {fault?.Text}") { ReplyVi = $"{fault?.Setting} {fault?.TextVi}", Blame = Blame.Setting };
        if (!MailAddressRules.TryParse(message.Address, out var recipient))
            return new(Verdict.Permanent, "not one mail address") { ReplyVi = "không phải một địa chỉ thư", Blame = Blame.Message };
        if (!SmtpContent.TryPrepare(message.Content, out var wire))
            return new(Verdict.Permanent, "the content is not 7-bit lines with CRLF") { ReplyVi = "nội dung không phải các dòng 7 bit kết thúc bằng CRLF", Blame = Blame.Message };
        return await AttemptAsync(new(sender, recipient), wire, cancellation);
    }

    public void Dispose() => kept.Dispose();

    private async Task<Outcome> AttemptAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> wire, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var progress = new SmtpProgress();
        SmtpConnection? connection = null;
        try
        {
            connection = await kept.TakeAsync(progress, either.Token) ?? await opening.OpenAsync(progress, either.Token);
            var outcome = await new SmtpSubmission(options, connection, envelope, wire).SubmitAsync(either.Token);
            if (outcome.Verdict == Verdict.Ok)
            {
                kept.Put(connection);
                connection = null;
            }
            return outcome;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !progress.HandedOver)
        {
            throw;
        }
        catch (Exception broken) when (SmtpProgress.Explains(broken))
        {
            return progress.Judge(broken);
        }
        finally
        {
            connection?.Dispose();
        }
    }
}
