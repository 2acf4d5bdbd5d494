namespace IncidentDesk.Channels;

/// <summary>One way out. It judges one attempt and never retries; the guard around it does, for seconds.</summary>
public interface IChannel
{
    /// <summary>The channel's word: mail, call, voice, sms, webhook, by-hand.</summary>
    string Name { get; }

    /// <summary>Tries once. Throws only when <paramref name="cancellation"/> asks it to; every other end is an <see cref="Outcome"/>.</summary>
    Task<Outcome> SendAsync(Message message, CancellationToken cancellation);
}
