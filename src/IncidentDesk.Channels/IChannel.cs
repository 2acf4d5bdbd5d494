namespace IncidentDesk.Channels;

/// <summary>One way out. It judges one attempt and never retries; the guard around it does, for seconds.</summary>
public interface IChannel
{
    /// <summary>The channel's word: mail, call, voice, sms, webhook, by-hand.</summary>
    string Name { get; }

    /// <summary>
    /// Tries once. Throws only <see cref="OperationCanceledException"/>, only when <paramref name="cancellation"/> asks
    /// for it, and only while nothing has been handed over; after that moment a cancelled attempt answers
    /// <see cref="Verdict.Unknown"/>. So whoever cancels may take the exception for "certainly not sent".
    /// </summary>
    Task<Outcome> SendAsync(Message message, CancellationToken cancellation);
}
